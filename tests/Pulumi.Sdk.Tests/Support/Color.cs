namespace Pulumi.Sdk.Tests.Support;

internal enum Color
{
    None,
    Red,
    Green,
}
