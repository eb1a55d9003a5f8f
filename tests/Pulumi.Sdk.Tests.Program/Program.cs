using Pulumi.Sdk.Tests.Program.Scenarios;

// Usage: Pulumi.Sdk.Tests.Program SCENARIO [ARGUMENT...]
return await Catalog.Find(args[0])(args[1..]);
