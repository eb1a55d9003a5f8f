using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Tests.LogicApps;

/// <summary>How large a workflow may be: one more of anything is refused.</summary>
public sealed class DefinitionLimitsTests
{
    private static readonly string Id = TestCloud.In("Microsoft.Logic/workflows", "logic");

    public static TheoryData<string, int, string> Limits() => new()
    {
        { "triggers", 10, "A workflow has at most 10 triggers, not 11." },
        { "parameters", 50, "A workflow has at most 50 parameters, not 51." },
        { "outputs", 10, "A workflow has at most 10 outputs, not 11." },
        { "actions", 500, "A workflow has at most 500 actions, not 501." },
        { "variables", 250, "A workflow has at most 250 variables, not 251." },
        { "cases", 25, "has 26 cases; 25 are allowed." },
        { "depth", 8, "is nested deeper than 8 levels." },
        { "name", 80, "has more than 80 characters." },
        { "description", 256, "has more than 256 characters." },
        { "expression", 8192, "An expression has 8193 characters; 8192 are allowed." },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void One_more_is_refused(string what, int most, string says)
    {
        using var azure = TestCloud.WithGroup();
        azure.Put(Id, Workflow(what, most));
        var refusal = azure.PutRefused(Id, Workflow(what, most + 1));
        Assert.Equal((400, "InvalidTemplate"), (refusal.Status, refusal.Code));
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    private static string Workflow(string what, int size)
    {
        var definition = new JsonObject
        {
            ["$schema"] =
                "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
            ["triggers"] = what == "triggers" ? Many(size, () => new JsonObject { ["type"] = "Request" }) : new JsonObject(),
            ["parameters"] = what == "parameters"
                ? Many(size, () => new JsonObject { ["type"] = "String", ["defaultValue"] = "" }) : new JsonObject(),
            ["outputs"] = what == "outputs"
                ? Many(size, () => new JsonObject { ["type"] = "String", ["value"] = "" }) : new JsonObject(),
            ["actions"] = Actions(what, size),
        };
        return new JsonObject { ["location"] = "westeurope", ["properties"] = new JsonObject { ["definition"] = definition } }
            .ToJsonString();
    }

    private static JsonObject Actions(string what, int size) => what switch
    {
        "actions" => Many(size, () => Compose("1")),
        "variables" => new JsonObject
        {
            ["declare"] = new JsonObject
            {
                ["type"] = "InitializeVariable", ["runAfter"] = new JsonObject(),
                ["inputs"] = new JsonObject { ["variables"] = new JsonArray([.. Enumerable.Range(0, size)
                    .Select(n => (JsonNode)new JsonObject { ["name"] = $"v{n}", ["type"] = "Integer" })]) },
            },
        },
        "cases" => new JsonObject
        {
            ["choose"] = new JsonObject
            {
                ["type"] = "Switch", ["expression"] = "@triggerBody()", ["runAfter"] = new JsonObject(),
                ["cases"] = Many(size, () => new JsonObject { ["case"] = "a", ["actions"] = new JsonObject() }),
            },
        },
        "depth" => Enumerable.Range(1, size - 1).Aggregate(new JsonObject { ["a0"] = Compose("1") }, (inner, n) =>
            new JsonObject { [$"a{n}"] = new JsonObject { ["type"] = "Scope", ["runAfter"] = new JsonObject(),
                ["actions"] = inner } }),
        "name" => new JsonObject { [new string('a', size)] = Compose("1") },
        "description" => new JsonObject { ["a"] = Compose("1", new string('d', size)) },
        // As long as it is with its at sign, two quotes and nothing else besides.
        "expression" => new JsonObject { ["a"] = Compose($"@toLower('{new string('e', size - "@toLower('')".Length)}')") },
        _ => [],
    };

    private static JsonObject Compose(string inputs, string description = "") => new()
    {
        ["type"] = "Compose", ["runAfter"] = new JsonObject(), ["inputs"] = inputs, ["description"] = description,
    };

    private static JsonObject Many(int count, Func<JsonObject> create) =>
        new(Enumerable.Range(0, count).Select(n => KeyValuePair.Create($"n{n}", (JsonNode?)create())));
}
