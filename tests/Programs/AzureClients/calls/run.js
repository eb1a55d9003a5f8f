// Runs programs of this folder, all at once. Each line that is printed is a call: `{"call": "...", "fault": "..."}`, without a fault where it worked.
const programs = process.argv.slice(2);
await Promise.all(programs.map(async (program) => {
  try {
    await import(`./${program}`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ call: `${program}: the program itself`, fault: String(error.stack ?? error).slice(0, 800) })}\n`);
  }
}));
