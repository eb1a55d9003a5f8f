using System.Collections.Immutable;

namespace Pulumi.Sdk.Tests.Program.Resources;

[OutputType]
internal sealed class ThingResult
{
    public readonly string? Q;
    public readonly string? S;
    public readonly int Num;
    public readonly ImmutableArray<string> Items;

    [OutputConstructor]
    private ThingResult(string? q, string? s, int num, ImmutableArray<string> items)
    {
        Q = q;
        S = s;
        Num = num;
        Items = items;
    }
}
