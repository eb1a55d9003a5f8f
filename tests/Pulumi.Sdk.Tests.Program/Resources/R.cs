using System.Collections.Immutable;

namespace Pulumi.Sdk.Tests.Program.Resources;

/// <summary>A custom resource with inputs of every kind.</summary>
[ResourceType("t:m:R", null)]
internal sealed class R(string name, RArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("t:m:R", name, args, options, null)
{
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("count")]
    public Output<int> Count { get; private set; } = null!;

    [Output("computed")]
    public Output<string> Computed { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>> Tags { get; private set; } = null!;

    [Output("list")]
    public Output<ImmutableArray<string>> List { get; private set; } = null!;

    [Output("nested")]
    public Output<NestedResult> Nested { get; private set; } = null!;

    [Output("asset")]
    public Output<AssetOrArchive> Asset { get; private set; } = null!;
}
