// What Node's http serves: the same answer. hello.js PORT
const http = require("http");
const port = Number(process.argv[2]);
http.createServer((request, response) => {
  response.writeHead(200, {"Content-Type": "application/json"});
  response.end(JSON.stringify({message: "Hello, World!"}));
}).listen(port, "127.0.0.1", () => console.error("listening on http://127.0.0.1:" + port));
