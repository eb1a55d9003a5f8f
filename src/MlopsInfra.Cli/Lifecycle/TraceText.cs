using MlopsInfra.Lifecycle.Tracing;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>Chains, for people.</summary>
internal static class TraceText
{
    private const int KindWidth = 10;

    /// <summary>The lines: of each chain one for each link, with what is known of it below.</summary>
    /// <param name="chains">The chains.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<TraceChain> chains)
    {
        foreach (var chain in chains)
        {
            if (chain != chains[0]) yield return "";
            foreach (var (index, link) in chain.Links.Index())
            {
                var arrow = index == 0 || chain.Links[index - 1].Kind == link.Kind ? "  " : "← ";
                yield return $"  {arrow}{Word(link.Kind).PadRight(KindWidth)}  {Name(link)}";
                if (link.Details.Count > 0) yield return $"      {new string(' ', KindWidth)}{Details(link)}";
            }
        }
    }

    /// <summary>A table for each chain.</summary>
    /// <param name="chains">The chains.</param>
    public static string Markdown(IReadOnlyList<TraceChain> chains) => string.Join('\n', chains.Select(chain =>
        LifecycleMarkdown.Table(["Link", "", ""], chain.Links.Select(link => (string[])
            [Word(link.Kind), link.Missing is null ? $"`{link.Name}`" : Name(link), Details(link)]))));

    /// <summary>What a link is, in a word.</summary>
    /// <param name="kind">The kind.</param>
    public static string Word(TraceKind kind) => kind.ToString().ToLowerInvariant();

    private static string Name(TraceLink link) => link.Missing is { } why
        ? $"{(link.Name is { } name ? $"{name}: " : "")}missing: {why}" : link.Name ?? "";

    private static string Details(TraceLink link) =>
        string.Join(", ", link.Details.Select(detail => $"{detail.Key} {detail.Value}"));
}
