namespace Pulumi.Sdk.Tests.Program.Resources;

[OutputType]
internal sealed class NestedResult
{
    public readonly string? Key;
    public readonly bool Flag;

    [OutputConstructor]
    private NestedResult(string? key, bool flag)
    {
        Key = key;
        Flag = flag;
    }
}
