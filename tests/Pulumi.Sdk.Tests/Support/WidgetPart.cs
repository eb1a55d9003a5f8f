using System.Collections.Immutable;

namespace Pulumi.Sdk.Tests.Support;

[OutputType]
internal sealed class WidgetPart
{
    [OutputConstructor]
    private WidgetPart(string name, int size, string @class, [OutputConstructorParameter("wire-name")] string renamed,
        ImmutableArray<string> tags)
    {
        Name = name;
        Size = size;
        Class = @class;
        Renamed = renamed;
        Tags = tags;
    }

    public string Name { get; }

    public int Size { get; }

    public string Class { get; }

    public string Renamed { get; }

    public ImmutableArray<string> Tags { get; }
}
