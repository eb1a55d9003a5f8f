namespace Pulumi.Sdk.Tests.Program.Resources;

internal enum Level
{
    Low = 1,
    High = 2,
}
