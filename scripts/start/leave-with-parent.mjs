// Loaded into every process that a start launches: when the start is killed without a chance to stop them,
// they notice that they were handed to another parent, and leave too.
const parent = process.ppid;

setInterval(() => {
  if (process.ppid === parent) return;
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), 5000).unref();
}, 1000).unref();
