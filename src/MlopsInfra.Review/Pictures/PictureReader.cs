using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;
using MlopsInfra.Review.Changes;
using MlopsInfra.Review.Text;

namespace MlopsInfra.Review.Pictures;

/// <summary>Reads off a stack what a picture of it shows.</summary>
internal sealed class PictureReader
{
    /// <summary>More rows that say nothing of a change make a card a list; the rest is only counted.</summary>
    private const int MostUnchangedRows = 8;

    private readonly StackSnapshot _snapshot;
    private readonly StackSnapshot _before;
    private readonly Dictionary<string, ChangeKind> _changes;

    private PictureReader(StackSnapshot snapshot, StackSnapshot before, ChangeList? changes)
    {
        (_snapshot, _before) = (snapshot, before);
        _changes = (changes?.Changes ?? []).ToDictionary(change => change.Urn, change => change.Kind, StringComparer.Ordinal);
        ShowsChanges = changes is not null;
    }

    private bool ShowsChanges { get; }

    /// <summary>A stack as it is.</summary>
    /// <param name="snapshot">The stack.</param>
    public static PictureModel Read(StackSnapshot snapshot) =>
        new PictureReader(snapshot, StackSnapshot.Empty(snapshot.Stack), null).Read();

    /// <summary>A stack after a change, with what is deleted still in it.</summary>
    /// <param name="review">The change.</param>
    public static PictureModel Read(StackReview review) => new PictureReader(review.After, review.Before, review.Changes).Read();

    private PictureModel Read()
    {
        var gone = _before.CloudResources.Where(resource => ChangeOf(resource) is ChangeKind.Deleted or ChangeKind.Forgotten);
        var resources = _snapshot.CloudResources.Concat(gone).ToList();
        var groups = resources.GroupBy(ComponentUrn, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        // A component that is nothing but the resource group around all others is no card, but the frame.
        var frame = groups.Values.Where(group => group is [{ Type: "azure-native:resources:ResourceGroup" }])
            .Select(group => group[0]).FirstOrDefault();
        var isFrameShown = frame is not null && !_changes.ContainsKey(frame.Urn);
        var urns = groups.Keys.Where(urn => !isFrameShown || groups[urn][0] != frame).Order(StringComparer.Ordinal).ToList();
        var cards = urns.Select(urn => CardOf(urn, groups[urn])).ToList();
        return new PictureModel(_snapshot.Stack, frame is null ? "" : Where(frame), cards,
            PictureLinks.Of(urns, resources, ComponentUrn), ShowsChanges);
    }

    private string ComponentUrn(ResourceRecord resource) =>
        (_snapshot.Find(resource.Urn) is null ? _before : _snapshot).ComponentOf(resource)?.Urn ?? "";

    private ChangeKind? ChangeOf(ResourceRecord resource) => _changes.TryGetValue(resource.Urn, out var kind) ? kind : null;

    private PictureCard CardOf(string urn, List<ResourceRecord> resources)
    {
        var component = _snapshot.Find(urn) ?? _before.Find(urn);
        // What goes along with other things is a row of its own only where something happens to it.
        var along =
            resources.Where(resource => PictureLinks.GoesAlong(resource.Type) && !_changes.ContainsKey(resource.Urn)).ToList();
        var rows = resources.Except(along).GroupBy(resource => (resource.Type, Change: ChangeOf(resource)))
            .Select(group => new PictureRow(
            PictureIcons.Of(group.Key.Type), Names.OfType(group.Key.Type),
            [.. group.Select(Names.CloudNameOf).Order(StringComparer.Ordinal)], group.Key.Change)).ToList();
        var more = rows.Where(row => row.Change is null).Skip(MostUnchangedRows).ToHashSet();
        rows.RemoveAll(more.Contains);
        var note = along.GroupBy(resource => Names.OfType(resource.Type)).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Count()} {group.Key}{(group.Count() == 1 ? "" : "s")}")
            .Concat(more.Count == 0 ? [] : [$"and {more.Count} more kinds"]);
        return component is null
            ? new PictureCard("Others", "", rows, string.Join(", ", note))
            : new PictureCard(TitleOf(component.Type), StackSnapshot.NameOf(component.Urn), rows, string.Join(", ", note));
    }

    private static string TitleOf(string token)
    {
        var words = ChangeWords.Capital(Names.Words(token[(token.LastIndexOf(':') + 1)..]));
        // Abbreviations that .NET writes as words.
        return words.Split(' ', 2) is ["Ml" or "Qa", var rest] ? $"{words[..2].ToUpperInvariant()} {rest}" : words;
    }

    private static string Where(ResourceRecord group) =>
        group.Inputs.TryGetValue("location", out var location) && location is PropertyValue.Text { Value: var region }
            ? $"{Names.Of(group)}, {region}"
            : Names.Of(group);
}
