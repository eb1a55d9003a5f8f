using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Sdk.Tests.Program.Resources;

internal sealed class RArgs : ResourceArgs
{
    [Input("list")]
    private InputList<string>? _list;

    [Input("tags")]
    private InputMap<string>? _tags;

    [Input("nl")]
    private InputList<NestedArgs>? _nestedList;

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("count")]
    public Input<int>? Count { get; set; }

    [Input("dbl")]
    public Input<double>? Double { get; set; }

    [Input("flag")]
    public Input<bool>? Flag { get; set; }

    [Input("link")]
    public Input<string>? Link { get; set; }

    [Input("d")]
    public Input<string>? Date { get; set; }

    [Input("uni")]
    public Input<string>? Unicode { get; set; }

    [Input("nested")]
    public Input<NestedArgs>? Nested { get; set; }

    [Input("any")]
    public Input<object>? Any { get; set; }

    [Input("asset")]
    public Input<AssetOrArchive>? Asset { get; set; }

    [Input("e")]
    public Input<Size>? Enum { get; set; }

    [Input("en")]
    public Input<Level>? Number { get; set; }

    [Input("u")]
    public InputUnion<string, int>? Union { get; set; }

    [Input("json", json: true)]
    public Input<ImmutableDictionary<string, object>>? Json { get; set; }

    [Input("je")]
    public Input<JsonElement>? JsonElement { get; set; }

    [Input("list2")]
    public InputList<ImmutableArray<string>>? ListOfLists { get; set; }

    public InputList<string> List
    {
        get => _list ??= [];
        set => _list = value;
    }

    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    public InputList<NestedArgs> NestedList
    {
        get => _nestedList ??= [];
        set => _nestedList = value;
    }
}
