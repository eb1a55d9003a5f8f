using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Steps;

/// <summary>The data contract, <c>pipelines/dataset.yml</c>: what it says, and what is told of each mistake in it.</summary>
public sealed class DatasetTests
{
    private const string Good = """
        name: tool-wear
        label: {name: worn, values: [0, 1]}
        time: measured_on
        keys: [tool_id]
        features:
          force_n: {minimum: 0, maximum: 900}
          cycles: {type: integer, minimum: 0}
          material: {type: category, values: [steel, titanium]}
        columns:
          tool_id: {type: string, max_length: 16}
          measured_on: {type: string}
          operator: {type: string}
        personal: [operator]
        """;

    // What each text becomes, and what is told of it then.
    private static readonly (string Old, string Now, string Told)[] Mistakes =
    [
        ("name: tool-wear", "name: [a]", "(1): name: expected a text, got a list"),
        ("name: tool-wear", "name: tool wear",
            "(1): name: 'tool wear' is no name of a model; use letters, digits, '-', '_' and '.'"),
        ("time: measured_on\n", "", "(1): 'time' is missing"),
        ("keys: [tool_id]", "keys: [tool_id]\nsplit: 3",
            "(5): split: 'split' is not known; known are name, label, time, keys, features, columns, personal"),
        ("keys: [tool_id]", "keys: [machine]", "(4): keys[0]: 'keys' names 'machine', which is not there; add it to 'columns', "
            + "or take one of tool_id, measured_on, operator, force_n, cycles, material"),
        ("keys: [tool_id]", "keys: tool_id", "(4): keys: expected a list, as in [a, b], got 'tool_id'"),
        ("time: measured_on", "time: cycles", "(3): time: 'time' names 'cycles', which is not there; add it to 'columns', "
            + "or take one of tool_id, measured_on, operator"),
        ("values: [0, 1]", "values: [good, worn]", "(2): label.values: 'values' is [\"good\", \"worn\"]; expected [0, 1]: "
            + "write the outcome that the probability is of as 1 in the data, and the other one as 0"),
        ("name: worn", "name: probability",
            "(2): label.name: 'probability' is what logs call something of their own; rename the column in the data"),
        ("name: worn", "name: cycles",
            "(2): label: 'cycles' is the label; it can't be in 'features' or 'columns' as well, as requests do not have it"),
        ("  force_n:", "  force-n:", "(6): features.force-n: 'force-n' is no name of a column; use letters, digits and '_', "
            + "64 of them at most, and no digit first"),
        ("  cycles:", "  force_n:", "(7): features: 'force_n' is there twice, first in line 6"),
        ("minimum: 0, maximum: 900", "minimum: 901, maximum: 900",
            "(6): features.force_n.minimum: 'minimum' 901 is above 'maximum' 900"),
        ("type: integer, minimum: 0", "type: integer, minimum: 0.5",
            "(7): features.cycles.minimum: 'minimum' is '0.5'; expected a whole number"),
        ("type: integer", "type: int", "(7): features.cycles.type: 'type' is 'int'; expected one of number, integer, category"),
        ("values: [steel, titanium]", "values: [steel]", "(8): features.material.values: a category needs two values at least"),
        ("values: [steel, titanium]", "values: [yes, no]",
            "(8): features.material.values[0]: 'yes' is true or false in YAML; put it in quotes to make it a text"),
        ("values: [steel, titanium]", "values: [steel, 7]", "(8): features.material.values[1]: '7' is a whole number, "
            + "'steel' a text; the values of a category are of one kind"),
        (", values: [steel, titanium]", "", "(8): features.material: 'values' is missing"),
        ("max_length: 16", "max_length: 0",
            "(10): columns.tool_id.max_length: 'max_length' is '0'; expected a whole number of characters, 1 or more"),
        ("  operator: {type: string}", "  cycles: {type: integer}",
            "(12): columns.cycles: 'cycles' is a feature already; what stands in 'columns' is none"),
        ("personal: [operator]", "personal: [tool_id]", "(13): personal[0]: 'tool_id' tells rows apart ('time' or 'keys'), "
            + "so it can't be left out of training sets; use a key that says nothing of a person"),
        ("personal: [operator]", "personal: [operator", "(13): no YAML: expected ',' or ']', but got '<stream end>'"),
    ];

    [Fact]
    public async Task A_data_contract_says_what_training_scoring_feedback_and_monitoring_go_by()
    {
        var (read, _) = (await ReadAsync([Good]))[0];

        Assert.Equal("""
            {"name":"tool-wear","label":{"name":"worn","values":[0,1]},"time":"measured_on","keys":["tool_id"],
            "features":{"force_n":{"type":"number","minimum":0,"maximum":900},"cycles":{"type":"integer","minimum":0},
            "material":{"type":"category","values":["steel","titanium"]}},
            "columns":{"tool_id":{"type":"string","max_length":16},"measured_on":{"type":"string"},"operator":{"type":"string"}},
            "personal":["operator"]}
            """.ReplaceLineEndings(""), read!.ToJsonString());
    }

    [Fact]
    public async Task Each_mistake_is_told_with_its_line_and_what_to_do()
    {
        var told = await ReadAsync([.. Mistakes.Select(mistake =>
        {
            Assert.Contains(mistake.Old, Good, StringComparison.Ordinal);
            return Good.Replace(mistake.Old, mistake.Now, StringComparison.Ordinal);
        })]);

        Assert.Equal(Mistakes.Select(mistake => mistake.Told), told.Select(each => each.Error));
    }

    // All of them in one process: what each file says, or what is told of it, without its name.
    private static async Task<List<(JsonNode? Read, string? Error)>> ReadAsync(string[] texts)
    {
        var python = await Python.RequireAsync();
        using var folder = new TempPipeline();
        foreach (var (text, index) in texts.Select((text, index) => (text, index))) folder.Write($"{index:00}.yml", text);
        folder.Write("read.py", """
            import json, pathlib, sys
            from mlops import dataset, step
            for file in sorted(pathlib.Path(sys.argv[1]).glob("*.yml")):
                try:
                    read = dataset.load(file)
                    assert dataset.of_document(read.document(), "metadata.json") == read
                    print(json.dumps([read.document(), None]))
                except step.BadInput as error:
                    print(json.dumps([None, str(error).removeprefix(str(file))]))
            """);

        var said = await python.ShellAsync(TempPipeline.Common,
            $"PYTHONPATH=. python '{folder.PathOf("read.py")}' '{folder.Path}'", "dataset");

        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
            .Select(pair => (pair[0], (string?)pair[1]))];
    }
}
