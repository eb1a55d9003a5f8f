using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.AzurePolicy;
using MlopsInfra.AzurePolicy.Language;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;
using MlopsInfra.LocalCloud.Services.Monitor.Queries;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using MlopsInfra.Torture.Fuzzing.Mutations;
using Workflow = MlopsInfra.LocalCloud.Services.LogicApps.Expressions.Templates;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>Readers of languages that are evaluated: queries, templates, workflows, policies.</summary>
internal static class LanguageReaders
{
    private const string Table = "let T = datatable(t: datetime, who: string, ms: real, ok: bool, code: long, p: dynamic) ["
        + "datetime(2026-11-29 10:00), 'ann', 10.0, true, 200, dynamic({'a':1,'tags':['x','y']}), "
        + "datetime(2026-11-29 10:07), 'bob', 30.0, false, 503, dynamic({'a':2}), "
        + "datetime(2026-11-29 11:00), '', real(null), bool(null), 0, dynamic([])]; ";

    private static readonly DateTime Now = new(2026, 11, 29, 12, 0, 0, DateTimeKind.Utc);

    private static readonly PolicySurroundings Surroundings = new("00000000-0000-0000-0000-000000000001",
    [
        new PolicyResource("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Storage/"
            + "storageAccounts/st", "Microsoft.Storage/storageAccounts", "2023-01-01", new JsonObject
            {
                ["location"] = "westeurope", ["tags"] = new JsonObject { ["a"] = "b" }, ["kind"] = "StorageV2",
                ["properties"] = new JsonObject { ["minimumTlsVersion"] = "TLS1_2", ["ipRules"] = new JsonArray(1, "x") },
            }),
    ], new DateTimeOffset(Now, TimeSpan.Zero));

    public static IEnumerable<FuzzedReader> All
    {
        get
        {
            var queries = SeedFiles.Texts("tests/MlopsInfra.LocalCloud.Tests/Monitor", "*.cs", text =>
                text.Contains(" | ", StringComparison.Ordinal))
                .Select(query => query.StartsWith("T ", StringComparison.Ordinal) ? Table + query : query).ToList();
            yield return FuzzedReader.OfText("Kusto queries", queries, [.. SeedFiles.Words(queries), .. ScalarFunctions.Names],
                query =>
            {
                try
                {
                    QueryAnswer.Of(PipelineEvaluator.Run(query, NoTables.Instance, Now)).ToJsonString();
                }
                catch (KustoException exception)
                {
                    QueryAnswer.Of(exception, query).ToJsonString();
                }
            }, _ => false);

            var templates = SeedFiles.Texts("tests/MlopsInfra.LocalCloud.Tests/Resources", "*.cs", text => text.Contains('(')
                && text.Contains(')'))
                .Select(text => text.StartsWith('[') ? text : $"[{text}]").ToList();
            yield return FuzzedReader.OfText("expressions of ARM templates", templates,
                [.. SeedFiles.Words(templates),
                    .. SeedFiles.Words(SeedFiles.Texts("src/MlopsInfra.LocalCloud/Services/Resources/Deployments/Language",
                    "*.cs", IsName))],
                text => TemplateEvaluator.Evaluate(JsonValue.Create(text), ExpressionScope.Instance)?.ToJsonString(),
                exception => exception is TemplateException or PendingValueException);
            yield return FuzzedReader.OfText("lenient JSON in templates",
                ["{\"a\": [1, 'x', 1e5, null, true], b: {}} // c", "{'a': 0x1F}", "[1,2.5,\"\\u00e9\"]"],
                ["NaN", "Infinity", "undefined", "new Date(1)", "/* */", "/x/", "Infinity", "-Infinity"],
                text => LenientJson.Parse(text)?.ToJsonString(), exception => exception is FormatException);

            var workflows = SeedFiles.Texts("tests/MlopsInfra.LocalCloud.Tests/LogicApps", "*.cs", text => text.StartsWith('@'))
                .ToList();
            yield return FuzzedReader.OfText("expressions of Logic Apps", workflows,
                [.. SeedFiles.Words(workflows),
                    .. SeedFiles.Words(SeedFiles.Texts("src/MlopsInfra.LocalCloud/Services/LogicApps/Expressions", "*.cs",
                    IsName))],
                text =>
                {
                    _ = Workflow.Expressions(JsonValue.Create(text)).SelectMany(expression => expression.Calls).Count();
                    Workflow.Evaluate(JsonValue.Create(text), ExpressionScope.Instance)?.ToJsonString();
                }, exception => exception is ExpressionException);

            yield return new FuzzedReader("policies", InputForm.Json, Policies, [.. SeedFiles.Words(
                SeedFiles.Texts("src/MlopsInfra.AzurePolicy", "*.cs", IsName))], Judge,
                exception => exception is PolicyLanguageException) { Weight = 0.7 };
        }
    }

    private static bool IsName(string text) => text.Length is > 1 and < 40 && text.All(char.IsLetterOrDigit);

    // Each line of the built-in definitions is one, and assignments that the tests have.
    private static IEnumerable<byte[]> Policies() => File.ReadLines(Path.Combine(Repository.Root,
            "src/MlopsInfra.AzurePolicy/BuiltIn/definitions.jsonl")).Where((_, index) => index % 8 == 0).Take(40)
                .Select(InputText.Bytes)
        .Concat(SeedFiles.In("tests/MlopsInfra.AzurePolicy.Tests/Data", "*.json").Where(seed => seed.Length < 20_000));

    private static void Judge(byte[] input)
    {
        var document = PolicyReader.Read(InputText.Of(input));
        PolicySet.CheckReferences([document]);
        var evaluator = new PolicyEvaluator(Surroundings);
        var resources = Surroundings.Resources.Select(resource => new EvaluatedResource(resource, resource)).ToList();
        foreach (var policy in PolicySet.Of([document], Surroundings)) evaluator.Evaluate(policy, resources);
        foreach (var definition in document.Definitions) evaluator.Evaluate(AppliedPolicy.WithDefaults(definition), resources);
    }
}
