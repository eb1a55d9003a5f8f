using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Sdk.Tests.Support;

/// <summary>A custom resource with outputs of every kind.</summary>
[ResourceType("test:m:Widget", null)]
internal sealed class Widget(string name, ResourceArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("test:m:Widget", name, args, options, null)
{
    [Output("text")]
    public Output<string?> Text { get; private set; } = null!;

    [Output("count")]
    public Output<int> Count { get; private set; } = null!;

    [Output("maybe")]
    public Output<int?> Maybe { get; private set; } = null!;

    [Output("flag")]
    public Output<bool> Flag { get; private set; } = null!;

    [Output("ratio")]
    public Output<double> Ratio { get; private set; } = null!;

    [Output("list")]
    public Output<ImmutableArray<string>> List { get; private set; } = null!;

    [Output("map")]
    public Output<ImmutableDictionary<string, string>?> Map { get; private set; } = null!;

    [Output("color")]
    public Output<Color> Color { get; private set; } = null!;

    [Output("sku")]
    public Output<Sku> Sku { get; private set; } = null!;

    [Output("union")]
    public Output<Union<string, int>> Union { get; private set; } = null!;

    [Output("nested")]
    public Output<WidgetPart?> Nested { get; private set; } = null!;

    [Output("any")]
    public Output<object?> Any { get; private set; } = null!;

    [Output("json")]
    public Output<JsonElement> Json { get; private set; } = null!;

    [Output("asset")]
    public Output<AssetOrArchive?> Asset { get; private set; } = null!;

    /// <summary>Without a wire name it is the property's own.</summary>
    [Output]
    public Output<string?> Unnamed { get; private set; } = null!;
}
