// What Node's http serves: the same answer. hello.js PORT
const http = require("http");
const port = Number(process.argv[2]);
http.createServer((request, response) => {
  const body = JSON.stringify({message: "Hello, World!"});
  response.writeHead(200, {"Content-Type": "application/json",
                           "Content-Length": body.length});
  response.end(body);
}).listen(port, "127.0.0.1", () => console.error("listening on http://127.0.0.1:" + port));
