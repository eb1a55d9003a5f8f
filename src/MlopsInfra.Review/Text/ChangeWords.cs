using MlopsInfra.Review.Changes;

namespace MlopsInfra.Review.Text;

/// <summary>How changes are put into words and signs.</summary>
public static class ChangeWords
{
    /// <summary>The sign that Pulumi's users know.</summary>
    /// <param name="kind">The kind.</param>
    public static string Sign(ChangeKind kind) => kind switch
    {
        ChangeKind.Created => "+",
        ChangeKind.Changed => "~",
        ChangeKind.Replaced => "±",
        ChangeKind.Deleted => "−",
        ChangeKind.Imported => "=",
        _ => "/",
    };

    /// <summary>What happens, as a heading: <c>Replaced</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string Heading(ChangeKind kind) => kind.ToString();

    /// <summary>What is to happen, as in <c>to create</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string ToDo(ChangeKind kind) => kind switch
    {
        ChangeKind.Created => "to create",
        ChangeKind.Changed => "to change",
        ChangeKind.Replaced => "to replace",
        ChangeKind.Deleted => "to delete",
        ChangeKind.Imported => "to import",
        _ => "to let go",
    };

    /// <summary>The counts in one line, as in <c>1 to replace, 2 to create</c>; <c>no changes</c> if there are none.</summary>
    /// <param name="changes">The changes.</param>
    public static string Counts(ChangeList changes) => changes.Changes.IsEmpty
        ? "no changes"
        : string.Join(", ",
            changes.Changes.CountBy(change => change.Kind).OrderBy(count => count.Key)
                .Select(count => $"{count.Value} {ToDo(count.Key)}"));

    /// <summary>What the cloud does about a change that it does not make, as in <c>will be refused</c>.</summary>
    /// <param name="kind">What was found.</param>
    public static string NotDone(PlanFindingKind kind) => kind switch
    {
        PlanFindingKind.ValueLost => "will be lost",
        PlanFindingKind.UpdateIgnored => "will be ignored",
        PlanFindingKind.UpdateRefusedIfChanged => "will be refused if it is another value",
        _ => "will be refused",
    };

    /// <summary>What is lost, as a sentence.</summary>
    /// <param name="change">A change that puts data at risk.</param>
    public static string Loss(ResourceChange change) =>
        $"{Capital(Names.OfType(change.Type))} {CloudName(change)} is {change.Kind.ToString().ToLowerInvariant()}, "
        + $"and with it goes: {change.DataAtRisk}.";

    /// <summary>The name of a change's resource in the cloud.</summary>
    /// <param name="change">The change.</param>
    public static string CloudName(ResourceChange change) =>
        (change.Before ?? change.After) is { } resource ? Names.CloudNameOf(resource) : change.Name;

    /// <summary>The text with its first letter large.</summary>
    /// <param name="text">The text.</param>
    public static string Capital(string text) => text.Length == 0 ? "" : $"{char.ToUpperInvariant(text[0])}{text.AsSpan(1)}";
}
