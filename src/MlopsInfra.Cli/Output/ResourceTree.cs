using MlopsInfra.LocalEngine;
using MlopsInfra.PostDeploy;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MlopsInfra.Cli.Output;

/// <summary>
/// The resources of a deployment as a tree below their components, and the published assets below it. Not thread-safe.
/// </summary>
/// <param name="isPreview">Whether the steps are only what would be done.</param>
internal sealed class ResourceTree(bool isPreview)
{
    private readonly Dictionary<string, ResourceStep> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _order = new(StringComparer.Ordinal);
    private readonly List<string> _touched = [];
    private readonly List<PublishedAsset> _assets = [];

    /// <summary>What is going on.</summary>
    public string Title { get; set; } = "";

    /// <summary>A step began, ended or failed.</summary>
    /// <param name="step">The step as it is now.</param>
    public void Set(ResourceStep step)
    {
        // The deletion of the replaced one happens below the same name: the replacement stays to be seen.
        if (step.Operation == StepOperation.DeleteReplaced) return;
        if (_steps.TryAdd(step.Urn, step)) _order.Add(step.Urn, _order.Count);
        else _steps[step.Urn] = step;
        if (step is not { Operation: StepOperation.Same, Error: null }) _touched.Add(step.Urn);
    }

    /// <summary>Something was registered.</summary>
    /// <param name="asset">What.</param>
    public void Set(PublishedAsset asset) => _assets.Add(asset);

    /// <summary>The tree as it is now. Resources that stay the same are shown only where something below them changes.</summary>
    /// <param name="latest">
    /// Show only so many resources, those on which something happened last, below their components: what fits into a terminal,
    /// and what can be drawn many times a second however many there are. Null: all.
    /// </param>
    public IRenderable Render(int? latest = null)
    {
        var tree = new Tree(new Markup(Markup.Escape(Title))) { Guide = TreeGuide.Line };
        var shown = Shown(latest is { } count ? Latest(count) : _touched);
        var nodes = new Dictionary<string, TreeNode>(StringComparer.Ordinal);
        foreach (var urn in shown.Where(_order.ContainsKey).OrderBy(urn => _order[urn])) NodeOf(urn, tree, nodes);
        if (_assets.Count > 0)
        {
            var pipeline = tree.AddNode("training pipeline");
            foreach (var asset in _assets) pipeline.AddNode(Label(asset));
        }

        return tree;
    }

    private static Markup Line(string colour, string sign, string what, string state) =>
        new($"[{colour}]{Markup.Escape(sign),-2}[/] {Markup.Escape(what)} [{colour}]{Markup.Escape(state)}[/]");

    private HashSet<string> Latest(int count)
    {
        var latest = new HashSet<string>(StringComparer.Ordinal);
        for (var i = _touched.Count - 1; i >= 0 && latest.Count < count; i--) latest.Add(_touched[i]);
        return latest;
    }

    private HashSet<string> Shown(IEnumerable<string> changed)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var urn in changed)
        {
            for (var current = urn; current is not null && shown.Add(current); current =
                _steps.GetValueOrDefault(current)?.Parent)
            {
                // A changed resource brings its ancestors along.
            }
        }

        return shown;
    }

    private TreeNode NodeOf(string urn, Tree tree, Dictionary<string, TreeNode> nodes)
    {
        if (nodes.TryGetValue(urn, out var known)) return known;
        var step = _steps[urn];
        var line = Label(step);
        var node = step.Parent is { } parent && _steps.ContainsKey(parent)
            ? NodeOf(parent, tree, nodes).AddNode(line) : tree.AddNode(line);
        foreach (var change in ChangeText.Lines(step)) node.AddNode(new Markup($"[grey]{Markup.Escape(change)}[/]"));
        return nodes[urn] = node;
    }

    private Markup Label(PublishedAsset asset)
    {
        var what = $"{asset.Kind.Word()} {asset.Name}{(asset.Version is null ? "" : $" version {asset.Version}")}";
        return asset.Op switch
        {
            PublishOperation.Create => Line("green", "+", what, SummaryText.Verb(asset.Op, isPreview)),
            PublishOperation.Update => Line("yellow", "~", what, SummaryText.Verb(asset.Op, isPreview)),
            _ => Line("grey", " ", what, SummaryText.Verb(asset.Op, isPreview)),
        };
    }

    private Markup Label(ResourceStep step)
    {
        var what = $"{step.Type} {step.Name}";
        if (step.Error is { } error) return Line("red", "!", what, $"failed: {error.Code}");
        var colour = StepNames.Colour(step.Operation);
        if (step.FinishedAt is not { } finished) return Line(colour, StepNames.Sign(step.Operation), what, "...");
        var seconds = (finished - step.StartedAt).TotalSeconds;
        var duration = isPreview || seconds < 0.1 ? "" : $" ({seconds:F1} s)";
        return Line(colour, StepNames.Sign(step.Operation), what,
            step.Operation == StepOperation.Same ? "" : StepNames.Verb(step.Operation, isPreview) + duration);
    }
}
