using Pulumi.Tests.Program.Scenarios;

// Usage: Pulumi.Tests.Program SCENARIO [ARGUMENT...]
return await Catalog.Find(args[0])(args[1..]);
