using MlopsInfra.Cli.Reports;
using MlopsInfra.PostDeploy;
using MlopsInfra.Review;
using MlopsInfra.Review.Text;

namespace MlopsInfra.Cli.Output;

/// <summary>The closing lines of a command.</summary>
internal static class SummaryText
{
    /// <summary>Outputs, what was published, counts, duration.</summary>
    /// <param name="report">What was done.</param>
    /// <param name="verbose">Whether the further facts are wanted.</param>
    public static IEnumerable<string> Lines(RunReport report, bool verbose)
    {
        if (report.Deployment is { Outputs.Count: > 0 } deployment)
        {
            yield return "Outputs:";
            foreach (var (name, value) in deployment.Outputs.OrderBy(output => output.Key, StringComparer.Ordinal))
                yield return $"    {name}: {PropertyJson.Text(value)}";
        }

        foreach (var line in report.Published is { } published ? Deployed(published) : []) yield return line;
        if (report.Published is { NotPublished: { Count: > 0 } left })
            yield return $"Not published: {string.Join(", ", left.Select(file => $"{file.File} ({file.Kind})"))}";
        if (report.Reviewed is { } reviewed)
            yield return ComparisonText.Sentence(Side(reviewed.Base), Side(reviewed.Head));
        foreach (var finding in report.Findings) yield return $"  !  {finding.Text}";
        foreach (var resource in report.Purged?.Resources ?? []) yield return $"  {Purged(resource, report.Purged!.IsDryRun)}";
        foreach (var line in report.Repaired is { } repaired ? RepairText.Lines(repaired) : []) yield return line;
        foreach (var line in Counts(report)) yield return line;
        foreach (var line in report.Simulation is { } simulation ? SimulationText.Lines(simulation) : []) yield return line;
        foreach (var fact in verbose ? report.Facts : []) yield return fact;
        yield return $"Duration: {report.Duration.TotalSeconds:F1} s";
    }

    private static IEnumerable<string> Deployed(PublishedReport published)
    {
        var verb = published.IsDryRun ? "Would publish" : "Published";
        if (published.Endpoint is not null)
            yield return $"{verb}: batch endpoint {published.Endpoint}"
                + (published.Deployment is null ? "" : $", deployment {published.Deployment}");
        foreach (var deployment in published.Assets.Where(asset => asset.Kind == PublishKind.OnlineDeployment))
            yield return $"{verb}: online deployment {deployment.Name}";
    }

    private static string Side(ComparedState state) => ComparisonText.Of(state, hash => hash, subject => subject);

    /// <summary>How many resources and assets underwent what.</summary>
    /// <param name="report">What was done.</param>
    public static IEnumerable<string> Counts(RunReport report)
    {
        foreach (var line in report.Policies is { } policies ? PolicyText.Lines(policies) : []) yield return line;
        if (report.Deployment?.Summary is { } counts)
        {
            var isPreview = report.IsPreview;
            (int Count, string Future, string Past)[] all =
            [
                (counts.Create, "to create", "created"), (counts.Update, "to update", "updated"),
                (counts.Replace, "to replace", "replaced"),
                (counts.Delete, "to delete", "deleted"), (counts.Import, "to import", "imported"), (counts.Read, "read", "read"),
                (counts.Same, "unchanged", "unchanged"), (counts.Failed, "failed", "failed"),
            ];
            var parts = all.Where(part => part.Count > 0).Select(part => $"{part.Count} {(isPreview ? part.Future : part.Past)}");
            yield return $"Resources: {string.Join(", ", parts.DefaultIfEmpty("none"))}";
        }

        if (report.Published is { } published)
        {
            var parts =
                published.Assets.CountBy(asset => asset.Op).Select(part => $"{part.Value} {Verb(part.Key, published.IsDryRun)}");
            yield return $"Assets: {string.Join(", ", parts)}";
        }

        if (report.Purged is { } purged)
        {
            var names = purged.Resources.CountBy(resource => resource.Op).ToDictionary();
            (PurgeOperation Op, string Text)[] parts = [(PurgeOperation.Purge, purged.IsDryRun ? "to purge" : "purged"),
                (PurgeOperation.Unknown, "not known"), (PurgeOperation.Protected, "protected"), (PurgeOperation.Exists, "in use"),
                (PurgeOperation.None, "not held")];
            var held = parts.Where(part => names.ContainsKey(part.Op)).Select(part => $"{names[part.Op]} {part.Text}");
            yield return $"Names: {string.Join(", ", held.DefaultIfEmpty("none that can be held"))}";
        }
    }

    /// <summary>An asset by kind, name and version.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="isPreview">Whether it is only what would be done.</param>
    public static string Asset(PublishedAsset asset, bool isPreview) =>
        $"{asset.Kind.Word()} {asset.Name}{(asset.Version is null ? "" : $" version {asset.Version}")} "
            + $"{Verb(asset.Op, isPreview)}";

    /// <summary>A name, and whether it was or would be purged.</summary>
    /// <param name="resource">The name.</param>
    /// <param name="isPreview">Whether it is only what would be done.</param>
    public static string Purged(PurgedResource resource, bool isPreview)
    {
        var what = resource.Op switch
        {
            PurgeOperation.Purge => isPreview ? "to purge" : "purged",
            PurgeOperation.Unknown => "to purge if it is soft-deleted (Azure has no list that would say)",
            PurgeOperation.Protected => $"held by purge protection until {resource.FreeOn:yyyy-MM-dd}",
            PurgeOperation.Exists => "is not deleted, and is left alone",
            _ => "not held",
        };
        var mark = resource.Op switch
        {
            PurgeOperation.Purge or PurgeOperation.Unknown => "-",
            PurgeOperation.Protected => "!",
            _ => " ",
        };
        return $"{mark,-2} {resource.Type} {resource.Name} {what}";
    }

    /// <summary>What was done to an asset, or in a preview would be done, as in <c>created</c> or <c>to create</c>.</summary>
    /// <param name="operation">What is done to it.</param>
    /// <param name="isPreview">Whether it is only what would be done.</param>
    public static string Verb(PublishOperation operation, bool isPreview) => operation switch
    {
        PublishOperation.Create => isPreview ? "to create" : "created",
        PublishOperation.Update => isPreview ? "to update" : "updated",
        _ => "unchanged",
    };
}
