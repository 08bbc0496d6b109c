def f():
    await x  # expect syntax error: SyntaxError: 'await' outside async function
