using MlopsInfra.LocalCloud.Tests.Programs;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.MachineLearningProgram;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>Mistakes of components by their type, and of the jobs that come of them.</summary>
internal static class ComponentMistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        Of("a component in an environment without such a label", "The environment of component 'prep' refers to",
            (azure, or) => Component(azure, "prep", CommandIn($"{or["AzureML-AutoML", "train-env"]}@prod"))),
        Of("a component in an id without such a label", "The environment of component 'prep' refers to",
            (azure, or) => Component(azure, "prep",
                CommandIn($"{Workspace}/environments/train-env/labels/{or["latest", "prod"]}"))),
        Of("a component whose specification has another name", "is not the one in the URL",
            (azure, or) => Component(azure, or["prep", "clean"], Command())),
        Of("a component distributed by nothing", "has the type \"bogus\"", (azure, or) => Component(azure, "prep", Spec($$"""
            "type":"command","command":"true","environment":"azureml:train-env:1","distribution":{"type":"{{or["ray", "bogus"]}}"}
            """))),
        Of("a parallel component without a task", "has no task", (azure, or) => Component(azure, "prep", Parallel(
            or["\"task\":{\"type\":\"run_function\",\"entry_script\":\"score.py\"},", ""], "rows"))),
        Of("a parallel component whose environment does not exist", "The environment of component 'prep' refers to",
            (azure, or) => Component(azure, "prep", Parallel(
                $$"""  "task":{"type":"run_function","entry_script":"score.py","environment":"azureml:train-env:{{or["1", "2"]}}"},""", "rows"))),
        Of("a parallel component over what it does not get", "there is no 'lines' among its inputs", (azure, or) =>
            Component(azure, "prep", Parallel("\"task\":{\"entry_script\":\"score.py\"},", or["rows", "lines"]))),
        Of("a spark component without an entry", "has no entry", (azure, or) => Component(azure, "prep", Spec($$"""
            "type":"spark","code":"azureml:src:1","conf":{"spark.driver.cores":1}{{or[",\"entry\":{\"file\":\"clean.py\"}", ""]}}
            """))),
        Of("a transfer that does what there is not", "has the task \"move_data\"",
            (azure, or) => Component(azure, "prep", Spec($$"""
            "type":"data_transfer","task":"{{or["copy_data", "move_data"]}}","data_copy_mode":"fail_if_conflict"
            """))),
        Of("a component of a job that does not exist", "sourceJobId refers to", async (azure, or) =>
        {
            await Component(azure, "prep", Command());
            await Job(azure, "");
            await Version(azure, "Component", "again", $$"""
                "componentSpec":{"name":"again","version":"1","type":"pipeline","jobs":{},"sourceJobId":"{{or["first", "second"]}}"}
                """);
        }),
        Of("a job whose node is on a compute that does not exist", "which does not exist", async (azure, or) =>
        {
            await CommandNode(azure, "\"computeId\":\"gpu\"");
            await Job(azure, $",\"computeId\":\"{or["azureml:serverless", "gpu"]}\"");
        }),
    ];

    // A workspace of a program, in the subscription of these tests.
    private static string Workspace => TestCloud.In("Microsoft.MachineLearningServices/workspaces", "mlw-data");

    private static string Spec(string members) => $$"""{"name":"prep","version":"1",{{members}} }""";

    private static string CommandIn(string environment) =>
        Spec($$"""  "type":"command","command":"true","environment":"azureml:{{environment}}" """);

    private static string Parallel(string task, string input) => Spec($$$"""
        "type":"parallel",{{{task}}}"mini_batch_size":"10","inputs":{"rows":{"type":"uri_folder"} },"input_data":"${{inputs.{{{input}}}}}"
        """);

    private static Task Job(CloudProgram azure, string node) => azure.Add("machinelearningservices:Job", "job", $$$"""
        {{{{In}}},"id":"first","properties":{"jobType":"Pipeline","jobs":{"only":{"type":"command","componentId":"azureml:prep:1",
         "inputs":{"raw":{"job_input_type":"literal","value":"1"} }{{{node}}} } } } }
        """);
}
