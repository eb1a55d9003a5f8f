using MlopsInfra.Review.Changes;

namespace MlopsInfra.Review.Text;

/// <summary>What is gone for a while during a deployment, in words.</summary>
public static class OutageText
{
    /// <summary>One sentence for each resource that goes before the new one comes, and takes others with it.</summary>
    /// <param name="changes">The changes.</param>
    public static IEnumerable<string> Of(ChangeList changes)
    {
        var gone = changes.Of(ChangeKind.Replaced).Where(change => change.DeletesFirst).ToList();
        foreach (var cause in gone.Where(change => !change.IsDraggedAlong))
        {
            var along = gone.Count(change => change.IsDraggedAlong
                && change.Reason?.Contains($"'{cause.Name}'", StringComparison.Ordinal) == true);
            var others = along switch
            {
                0 => "",
                1 => ", and with it 1 resource that depends on it",
                _ => $", and with it {along} resources that depend on it",
            };
            yield return $"Outage: {Names.OfType(cause.Type)} {ChangeWords.CloudName(cause)} is deleted before the new one is "
                + $"created{others}.";
        }
    }
}
