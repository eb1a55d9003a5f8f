using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;
using ListFilters = MlopsInfra.LocalCloud.Rest.Queries.FilterParser;
using BlobFilter = MlopsInfra.LocalCloud.Services.Storage.Blobs.TagFilter;
using TagLists = MlopsInfra.LocalCloud.Services.Resources.Lists.TagFilter;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>Readers of filters: what lists and searches are asked for.</summary>
internal static class CloudLanguageReaders
{
    private static readonly FilterVocabulary<JsonObject> Vocabulary = new FilterVocabulary<JsonObject> { HasNot = true }
        .With("name", each => (string?)each["name"], "startswith", "contains", "substringof")
        .With("when", new FilterField<JsonObject>(each => (string?)each["when"])
            { IsTime = true, Operators = ["eq", "ne", "gt", "ge", "lt", "le"] })
        .WithCall("atScope", _ => _ => true);

    private static readonly Searchable<JsonObject> Runs = new("run",
        new Dictionary<string, Func<JsonObject, string?>> { ["status"] = each => (string?)each["name"] },
        new Dictionary<string, Func<JsonObject, double?>> { ["start_time"] = _ => 5 }, (each, _) => (string?)each["name"])
    {
        Metric = (_, key) => key.Length, Param = (_, key) => key, Dataset = (_, key) => [key],
    };

    private static readonly JsonObject Item = new() { ["name"] = "abc", ["when"] = "2026-11-29T12:00:00Z" };

    public static IEnumerable<FuzzedReader> All
    {
        get
        {
            string[] filters =
            [
                "name eq 'a''b' and startswith(name, 'a')", "not (when gt 2026-11-29T12:00:00Z or contains(name,'x'))",
                    "atScope()",
                "tagName eq 'a' and tagValue eq 'b'", "startswith(tagName, 'a')", "substringof('a', name)",
                    "when le datetime'2026-01-01'",
            ];
            yield return FuzzedReader.OfText("OData filters", filters, SeedFiles.Words(filters), text =>
            {
                var filter = ListFilters.Parse(text);
                if (TagLists.Asks(filter)) TagLists.Compile(filter)(Item);
                else Vocabulary.Compile(filter)(Item);
            }, exception => exception is FilterSyntaxException);

            string[] tags = ["\"a\" = 'b' AND @container = 'c'", "a > '1' AND a < '5'", "(\"a\" <> 'b' OR b >= 'c') AND d = ''"];
            yield return FuzzedReader.OfText("conditions on index tags", tags, SeedFiles.Words(tags), text =>
            {
                var wanted = new Dictionary<string, string> { ["a"] = "b" };
                if (text.Contains('@', StringComparison.Ordinal)) BlobFilter.OfSearch(text)(wanted, "c");
                else BlobFilter.OfHeader(text)(wanted, "c");
            }, exception => exception is StorageException);

            string[] runs = ["(contains(OutputImageManifests, 'a@sha256:1'))",
                "Status eq 'Succeeded' and CreateTime ge 2026-01-01", "RunId ne 'x'"];
            var run = new ImageRun("1", "Succeeded", DateTimeOffset.UnixEpoch, [], "");
            yield return FuzzedReader.OfText("filters of image builds", runs, SeedFiles.Words(runs),
                text => RunFilter.Parse(null!, text)(run), exception => exception is ArmException);

            string[] searches =
            [
                "metrics.loss < 0.5 and params.`a b` = 'x'",
                    "tags.\"mlflow.user\" LIKE '%a%' AND attributes.status IN ('a', 'b')",
                "dataset.name = 'x'", "tags.a IS NOT NULL and start_time > 5", "metrics.loss DESC", "attribute.status ILIKE 'A_'",
            ];
            yield return FuzzedReader.OfText("searches of MLflow", searches, SeedFiles.Words(searches), text =>
            {
                if (text.Contains("SC", StringComparison.Ordinal)) SearchOrder.Sort([Item, Item], [text], Runs, order =>
                    order.ThenBy(_ => 1));
                else FilterMatch.Of(text, Runs)(Item);
            }, exception => exception is TrackingException);
        }
    }
}
