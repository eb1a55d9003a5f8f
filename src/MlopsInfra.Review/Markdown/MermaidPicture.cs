using System.Text;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.Review.Changes;
using MlopsInfra.Review.Text;

namespace MlopsInfra.Review.Markdown;

/// <summary>
/// What changed as a Mermaid flow chart: resources in their components; where those would be too many, the components alone.
/// </summary>
internal static class MermaidPicture
{
    /// <summary>With more nodes than these nobody reads it.</summary>
    private const int MostResources = 30;

    /// <summary>The picture as a block of Mermaid.</summary>
    /// <param name="review">The review.</param>
    /// <returns>The text of the chart, its lines ended by a line feed.</returns>
    public static string Draw(StackReview review)
    {
        var text = new StringBuilder("flowchart LR\n");
        var groups = review.Changes.Changes
            .GroupBy(change => GroupOf(review, change), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        var nodes = new Dictionary<string, string>(StringComparer.Ordinal);
        var isDetailed = review.Changes.Changes.Length <= MostResources;
        for (var i = 0; i < groups.Count; i++)
        {
            if (isDetailed) AddResources(text, groups[i], $"g{i}", nodes);
            else AddGroup(text, groups[i], $"g{i}", nodes);
        }

        foreach (var (from, to) in Edges(review, nodes)) text.Append($"  {from} --> {to}\n");
        text.Append("  classDef created fill:#dafbe1,stroke:#1a7f37,color:#0b3d1a\n");
        text.Append("  classDef changed fill:#fff8c5,stroke:#9a6700,color:#3d2900\n");
        text.Append("  classDef replaced fill:#fbefff,stroke:#8250df,color:#2e1461\n");
        text.Append("  classDef deleted fill:#ffebe9,stroke:#cf222e,color:#5c0a10\n");
        text.Append("  classDef other fill:#f6f8fa,stroke:#57606a,color:#24292f\n");
        return text.ToString();
    }

    private static void AddResources(StringBuilder text, IGrouping<string, ResourceChange> group, string id,
        Dictionary<string, string> nodes)
    {
        text.Append($"  subgraph {id}[\"{Label(group.Key)}\"]\n");
        foreach (var change in group)
        {
            var node = nodes[change.Urn] = $"n{nodes.Count}";
            var label =
                $"{ChangeWords.Sign(change.Kind)} {Label(Names.OfType(change.Type))}<br/>{Label(ChangeWords.CloudName(change))}";
            text.Append($"    {node}[\"{label}\"]:::{Class(change.Kind)}\n");
        }

        text.Append("  end\n");
    }

    private static void AddGroup(StringBuilder text, IGrouping<string, ResourceChange> group, string id,
        Dictionary<string, string> nodes)
    {
        foreach (var change in group) nodes[change.Urn] = id;
        var kinds = group.GroupBy(change => change.Kind).OrderBy(kind => kind.Key).ToList();
        var counts = string.Join(", ", kinds.Select(kind => $"{ChangeWords.Sign(kind.Key)} {kind.Count()}"));
        // The worst of what happens gives the colour.
        text.Append($"  {id}[\"{Label(group.Key)}<br/>{counts}\"]:::{Class(kinds[0].Key)}\n");
    }

    private static IEnumerable<(string From, string To)> Edges(StackReview review, Dictionary<string, string> nodes) =>
        review.Changes.Changes
            .SelectMany(change => Resource(change).Dependencies
                .Concat(Resource(change).PropertyDependencies.Values.SelectMany(urns => urns))
                .Where(nodes.ContainsKey).Select(urn => (From: nodes[change.Urn], To: nodes[urn])))
            .Where(edge => edge.From != edge.To).Distinct()
            .OrderBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.To, StringComparer.Ordinal);

    private static ResourceRecord Resource(ResourceChange change) =>
        change.After ?? change.Before ?? new ResourceRecord { Urn = change.Urn, Type = change.Type, Custom = true };

    private static string GroupOf(StackReview review, ResourceChange change) =>
        SnapshotOf(review, change).ComponentOf(Resource(change)) is { } component
            ? StackSnapshot.NameOf(component.Urn) : review.Stack;

    private static StackSnapshot SnapshotOf(StackReview review, ResourceChange change) =>
        change.After is null ? review.Before : review.After;

    private static string Class(ChangeKind kind) => kind switch
    {
        ChangeKind.Imported or ChangeKind.Forgotten => "other",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string Label(string text) =>
        text.Replace("&", "&amp;").Replace("\"", "&quot;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("`", "&#96;")
            .ReplaceLineEndings(" ");
}
