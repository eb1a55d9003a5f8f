using MlopsInfra.LocalCloud.Tests.Programs;
using MlopsInfra.LocalEngine.Tests.Support;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>What stands in a workspace of Azure ML, in short words.</summary>
internal static class MachineLearningProgram
{
    /// <summary>A pipeline's input <c>data</c>, as one of its jobs takes it.</summary>
    public const string Bound = """{"value":"${{parent.inputs.data}}"}""";

    /// <summary>The inputs that say which workspace.</summary>
    public static string In => """ "resourceGroupName":"rg","workspaceName":"mlw-data" """;

    /// <summary>A mistake in a workspace, whose refusal has the code that Azure ML gives nearly all of its own.</summary>
    public static Mistake Of(string what, string says, Func<CloudProgram, Or, Task> program) =>
        new(what, "UserError", (azure, or) => azure.GroupAnd(async () =>
        {
            await azure.Workspace();
            await program(azure, or);
        })) { Says = says };

    public static Task<Registered> Version(CloudProgram azure, string kind, string name, string properties) =>
        azure.Add($"machinelearningservices:{kind}Version", $"{kind}-{name}",
            $$"""{{{In}},"name":"{{name}}","version":"1","properties":{{{properties}}} }""");

    public static Task Model(CloudProgram azure, string path = "v1") => Version(azure, "Model", "churn",
        $"\"modelUri\":\"azureml://datastores/workspaceblobstore/paths/models/{path}\",\"modelType\":\"custom_model\"");

    public static Task Environment(CloudProgram azure, string more = "", string image = "mcr.microsoft.com/i:1") =>
        Version(azure, "Environment", "train-env", $"\"image\":\"{image}\"{more}");

    public static Task Code(CloudProgram azure) =>
        Version(azure, "Code", "src", "\"codeUri\":\"https://stdata.blob.core.windows.net/code/src\"");

    public static Task<Registered> Cluster(CloudProgram azure,
        string properties = "\"scaleSettings\":{\"minNodeCount\":0,\"maxNodeCount\":1}") =>
        azure.Add("machinelearningservices:Compute", "cpu", $$$"""
            {{{{In}}},"computeName":"cpu","location":"westeurope","properties":{"computeType":"AmlCompute",
             "properties":{"vmSize":"Standard_DS3_v2",{{{properties}}} } } }
            """);

    public static async Task Component(CloudProgram azure, string name, string spec)
    {
        await Environment(azure);
        await Code(azure);
        await Version(azure, "Component", name, $"\"componentSpec\":{spec}");
    }

    public static string Command(string environment = "1", string code = "1", string uses = "raw", string more = "") => $$$"""
        {"name":"prep","version":"1","type":"command","command":"python prep.py ${{inputs.{{{uses}}}}}{{{more}}}",
         "environment":"azureml:train-env:{{{environment}}}","code":"azureml:src:{{{code}}}","inputs":{"raw":{"type":"uri_folder"} } }
        """;

    public static async Task Pipeline(CloudProgram azure, string inputs)
    {
        await Component(azure, "prep", Command());
        await Version(azure, "Component", "train", $$$"""
            "componentSpec":{"name":"train","version":"1","type":"pipeline","inputs":{"data":{"type":"uri_folder"} },
             "jobs":{"prep":{"type":"command","componentId":"azureml:prep:1","inputs":{{{inputs}}} } } }
            """);
    }

    /// <summary>A pipeline component with the nodes <c>prep</c> and <c>one</c>, and a list among its inputs.</summary>
    /// <param name="azure">The program.</param>
    /// <param name="one">What is said of the second node.</param>
    public static async Task Node(CloudProgram azure, string one)
    {
        await Component(azure, "prep", Command());
        await Version(azure, "Component", "train", $$$"""
            "componentSpec":{"name":"train","version":"1","type":"pipeline","inputs":{"data":{"type":"uri_folder"},"items":{"type":"string"} },
             "jobs":{"prep":{"type":"command","componentId":"azureml:prep:1","inputs":{"raw":{{{Bound}}} } },"one":{{{one}}} } }
            """);
    }

    /// <summary>The second node as a command, with more said of it.</summary>
    public static Task CommandNode(CloudProgram azure, string more) =>
        Node(azure, $$"""{"type":"command","componentId":"azureml:prep:1","inputs":{"raw":{{Bound}} },{{more}} }""");

    public static Task Endpoint(CloudProgram azure, string kind, string properties) =>
        azure.Add($"machinelearningservices:{kind}Endpoint", "endpoint", $$$"""
            {{{{In}}},"location":"westeurope","endpointName":"ep-data","identity":{"type":"SystemAssigned"},"properties":{{{{properties}}}} }
            """);

    public static Task Deployment(CloudProgram azure, string kind, string properties,
        string sku = "\"sku\":{\"name\":\"Default\",\"capacity\":1}") =>
        azure.Add($"machinelearningservices:{kind}Deployment", "blue", $$$"""
            {{{{In}}},"location":"westeurope","endpointName":"ep-data","deploymentName":"blue",{{{sku}}},"properties":{{{{properties}}}} }
            """);
}
