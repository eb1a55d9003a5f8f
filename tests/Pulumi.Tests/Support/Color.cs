namespace Pulumi.Tests.Support;

internal enum Color
{
    None,
    Red,
    Green,
}
