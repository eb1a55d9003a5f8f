using MlopsInfra.LocalCloud.Tests.Programs;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.MachineLearningProgram;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>Mistakes in the nodes of a pipeline.</summary>
internal static class NodeMistakes
{
    private const string Train = "\"componentId\":\"azureml:prep:1\"";

    public static IReadOnlyList<Mistake> All { get; } =
    [
        Of("a node of a type that there is not", "has the type 'shell'",
            (azure, or) => Node(azure, $$"""{"type":"{{or["command", "shell"]}}",{{Train}},"inputs":{"raw":{{Bound}} } }""")),
        Of("a node without a component", "has no componentId",
            (azure, or) => Node(azure, $$"""{"type":"command"{{or[$",{Train}", ""]}},"inputs":{"raw":{{Bound}} } }""")),
        Of("limits of a node that do not say what they are of", "has limits without job_limits_type",
            (azure, or) => CommandNode(azure,
                or["\"limits\":{\"job_limits_type\":\"Command\",\"timeout\":\"PT15M\"}", "\"limits\":{\"timeout\":900}"])),
        Of("a node's time limit in seconds", "no ISO 8601 duration", (azure, or) => CommandNode(azure,
            $$"""  "limits":{"job_limits_type":"Command","timeout":{{or["\"PT15M\"", "900"]}} }""")),
        Of("a node's distribution as a component has it", "has distribution without distribution_type",
            (azure, or) => CommandNode(azure,
                $$"""  "distribution":{"{{or["distribution_type", "type"]}}":"PyTorch","process_count_per_instance":2}""")),
        Of("a node's identity as YAML has it", "has identity without identity_type",
            (azure, or) => CommandNode(azure,
                $$"""  "identity":{{or["{\"identity_type\":\"Managed\"}", "{\"type\":\"managed\"}"]}}""")),
        Of("a tier that there is not", "has the job_tier 'Fast'",
            (azure, or) => CommandNode(azure, $$"""  "queue_settings":{"job_tier":"{{or["standard", "Fast"]}}"}""")),
        Of("a node on no machine", "no whole number from 1",
            (azure, or) => CommandNode(azure, $$"""  "resources":{"instance_count":{{or["2", "0"]}} }""")),
        Of("a node's services as a list", "has services that are no object",
            (azure, or) => CommandNode(azure,
                or["\"services\":{\"shell\":{\"job_service_type\":\"SSH\"} }", "\"services\":[\"shell\"]"])),
        Of("an output of a node with a type that there is not", "has the output 'out' with the job_output_type",
            (azure, or) => Outputs(azure, $$"""{"job_output_type":"uri_f{{or["older", "older2"]}}","mode":"Upload"}""")),
        Of("an output of a node that is read only", "has the output 'out' with the mode",
            (azure, or) => Outputs(azure, $$"""{"mode":"{{or["ReadWriteMount", "ReadOnlyMount"]}}"}""")),
        Of("a literal without a value", "is a literal without a text",
            (azure, or) => Node(azure, $$"""
                {"type":"command",{{Train}},"inputs":{"raw":{"job_input_type":"literal"{{or[",\"value\":\"1\"", ""]}} } } }
                """)),
        Of("data without an address", "of type uri_folder without uri",
            (azure, or) => Node(azure, $$"""
                {"type":"command",{{Train}},"inputs":{"raw":{"job_input_type":"uri_folder","{{or["uri", "value"]}}":"azureml://datastores/workspaceblobstore/paths/a/"} } }
                """)),
        Of("a node on a compute that is bound to no input", "computeId of job 'one' is bound to", (azure, or) =>
            CommandNode(azure, $"\"computeId\":\"${{{{parent.inputs.{or["items", "cluster"]}}}}}\"")),
        Of("a node whose component has no such label", "which does not exist", (azure, or) => Node(azure, $$"""
            {"type":"command","componentId":"azureml:prep@{{or["default", "prod"]}}","inputs":{"raw":{{Bound}} } }
            """)),
        Of("a search over nothing", "has no search_space", (azure, or) => Sweep(azure, or[Search, ""])),
        Of("a search that finds no input", "binds the input 'rate'",
            (azure, or) => Sweep(azure, Search.Replace("raw", or["raw", "rate"], StringComparison.Ordinal))),
        Of("a search without an aim", "has the goal 'best'", (azure, or) => Sweep(azure, Search, or["maximize", "best"])),
        Of("a search by a distribution that there is not", "has the type 'gauss'",
            (azure, or) => Sweep(azure, Search.Replace("choice", or["choice", "gauss"], StringComparison.Ordinal))),
        Of("automated learning without data", "is of type automl and has no training_data", (azure, or) => Node(azure,
            $$"""{"type":"automl","task":"classification"{{or[",\"training_data\":\"${{parent.inputs.data}}\"", ""]}} }""")),
        Of("automated learning of what can't be learned", "has the task 'guessing'", (azure, or) => Node(azure,
            $$$"""{"type":"automl","task":"{{{or["text_ner", "guessing"]}}}","training_data":"${{parent.inputs.data}}"}""")),
        Of("a condition over a job that is not there", "has no such job", (azure, or) => Node(azure, $$$"""
            {"type":"if_else","condition":"${{parent.inputs.items}}","true_block":"${{parent.jobs.{{{or["prep", "prepare"]}}}}}"}
            """)),
        Of("a loop without a body", "has no body", (azure, or) => Node(azure,
            $$$"""{"type":"do_while","limits":{"max_iteration_count":3}{{{or[",\"body\":\"${{parent.jobs.prep}}\"", ""]}}} }""")),
        Of("a loop over what is no JSON", "has items that are no JSON", (azure, or) => Node(azure, $$$"""
            {"type":"parallel_for","body":"${{parent.jobs.prep}}","items":"{{{or["[{\\\"raw\\\":\\\"a\\\"}]", "a, b"]}}}"}
            """)),
    ];

    private const string Search = "\"search_space\":{\"raw\":{\"type\":\"choice\",\"values\":[1,2]} },";

    private static Task Sweep(CloudProgram azure, string search, string goal = "maximize") => Node(azure, $$"""
        {"type":"sweep","trial":{{{Train}}},{{search}}"objective":{"goal":"{{goal}}","primary_metric":"recall"} }
        """);

    private static async Task Outputs(CloudProgram azure, string output)
    {
        await Component(azure, "prep", Command());
        await Version(azure, "Component", "split", """
            "componentSpec":{"name":"split","version":"1","type":"command","command":"true","environment":"azureml:train-env:1","outputs":{"out":{"type":"path"} } }
            """);
        await Version(azure, "Component", "train", $$$"""
            "componentSpec":{"name":"train","version":"1","type":"pipeline","jobs":{"one":{"type":"command","componentId":"azureml:split:1","outputs":{"out":{{{output}}} } } } }
            """);
    }
}
