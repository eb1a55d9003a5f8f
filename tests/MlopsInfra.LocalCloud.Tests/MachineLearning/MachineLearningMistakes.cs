using MlopsInfra.LocalCloud.Tests.Programs;
using MlopsInfra.LocalEngine.Tests.Support;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>Mistakes of what stands in a workspace of Azure ML: assets, deployments, schedules.</summary>
internal static class MachineLearningMistakes
{
    private const string Bound = """{"value":"${{parent.inputs.data}}"}""";

    public static IReadOnlyList<Mistake> All { get; } =
    [
        Of("a component whose environment does not exist", "The environment of component 'prep' refers to",
            (azure, or) => Component(azure, "prep", Command(environment: or["1", "2"]))),
        Of("a component whose code does not exist", "The code of component 'prep' refers to",
            (azure, or) => Component(azure, "prep", Command(code: or["1", "2"]))),
        Of("a command with an input that its component does not have", "there is no 'row' among its inputs",
            (azure, or) => Component(azure, "prep", Command(uses: or["raw", "row"]))),
        Of("a pipeline that leaves a required input unbound", "does not bind the required input 'raw'",
            (azure, or) => Pipeline(azure, or[$$"""{"raw":{{Bound}}}""", "{}"])),
        Of("a pipeline that binds an input which its component does not have", "binds the input 'more'",
            (azure, or) => Pipeline(azure, $$"""{"raw":{{Bound}}{{or["", ",\"more\":{\"value\":\"1\"}"]}}}""")),
        Of("a pipeline that binds an input to what it does not have itself", "has no 'date' among its inputs",
            (azure, or) => Pipeline(azure,
                $$"""{"raw":{{Bound.Replace("data", or["data", "date"], StringComparison.Ordinal)}}}""")),
        Of("an environment with an image and a build context", "needs either an image or a build context",
            (azure, or) => Environment(azure,
                or["", ",\"build\":{\"contextUri\":\"https://stdata.blob.core.windows.net/c/e\"}"])),
        Of("a changed path of a model version", "Asset paths cannot be updated.",
            (azure, or) => Model(azure, or["v1", "v2"])) with { OnUpdate = true },
        Of("a changed image of an environment version", "register another version",
            (azure, or) => Environment(azure, image: or["mcr.microsoft.com/i:1", "mcr.microsoft.com/i:2"])) with { OnUpdate =
                true },
        Of("a changed specification of a component version", "registered already with another specification",
            (azure, or) => Component(azure, "prep", Command(more: or["", " --fast"]))) with { OnUpdate = true },
        Of("a changed URI of a data version", "already exists", (azure, or) => azure.Add(
            "machinelearningservices:DataVersion", "data",
            $$"""{{{In}},"name":"raw","version":"1","properties":{"dataType":"uri_folder","dataUri":"azureml://datastores/workspaceblobstore/paths/{{or["a", "b"]}}/"} }"""))
            with { OnUpdate = true },
        Of("a job whose environment does not exist", "environmentId refers to", async (azure, or) =>
        {
            await Environment(azure);
            await azure.Add("machinelearningservices:Job", "job", $$"""
                {{{In}},"id":"first","properties":{"jobType":"Command","command":"true","environmentId":"azureml:train-env:{{or["1", "2"]}}"} }
                """);
        }),
        Of("a batch deployment of a component that is no pipeline", "a deployment takes a pipeline component",
            async (azure, or) =>
        {
            await Pipeline(azure, $$"""{"raw":{{Bound}}}""");
            await Endpoint(azure, "Batch", "\"authMode\":\"AADToken\"");
            await Deployment(azure, "Batch", $$"""
                "deploymentConfiguration":{"deploymentConfigurationType":"PipelineComponent",
                 "componentId":{"referenceType":"Id","assetId":"azureml:{{or["train", "prep"]}}:1"} }
                """);
        }),
        Of("a batch deployment whose default compute does not exist", "settings.default_compute refers to",
            async (azure, or) =>
        {
            await Pipeline(azure, $$"""{"raw":{{Bound}}}""");
            await Endpoint(azure, "Batch", "\"authMode\":\"AADToken\"");
            await Deployment(azure, "Batch", $$"""
                "deploymentConfiguration":{"deploymentConfigurationType":"PipelineComponent",
                 "componentId":{"referenceType":"Id","assetId":"azureml:train:1"},"settings":{"default_compute":"{{or["serverless", "gpu"]}}"} }
                """);
        }),
        Of("a batch deployment of a model without a compute", "needs a compute", async (azure, or) =>
        {
            await Model(azure);
            var cluster = (await Cluster(azure)).Id;
            await Endpoint(azure, "Batch", "\"authMode\":\"AADToken\"");
            await Deployment(azure, "Batch", $$"""
                "model":{"referenceType":"Id","assetId":"azureml:churn:1"}{{or[$",\"compute\":\"{cluster}\"", ""]}}
                """);
        }),
        Of("a batch endpoint with keys", "only AADToken is",
            (azure, or) => Endpoint(azure, "Batch", $"\"authMode\":\"{or["AADToken", "Key"]}\"")),
        Of("a default deployment that does not exist", "defaults.deploymentName refers to",
            (azure, or) => Endpoint(azure, "Batch",
                $"\"authMode\":\"AADToken\"{or["", ",\"defaults\":{\"deploymentName\":\"blue\"}"]}")),
        Of("traffic to a deployment that does not exist", "traffic refers to",
            (azure, or) => Endpoint(azure, "Online", $"\"authMode\":\"Key\"{or["", ",\"traffic\":{\"blue\":100}"]}")),
        Of("an online deployment whose model does not exist", "model refers to",
            (azure, or) => Online(azure, model: or["1", "2"])),
        Of("an online deployment whose environment does not exist", "environmentId refers to",
            (azure, or) => Online(azure, environment: or["1", "2"])),
        Of("an online deployment whose code does not exist", "codeConfiguration.codeId refers to",
            (azure, or) => Online(azure, code: or["1", "2"])),
        Of("a deployment to Kubernetes of a managed endpoint", "is of kind Managed",
            (azure, or) => Online(azure, kind: or["Managed", "Kubernetes"])),
        Of("a schedule with a recurrence of no interval", "whole number from 1", (azure, or) => Schedule(azure, $$"""
            {"triggerType":"Recurrence","frequency":"Day","interval":{{or["1", "0"]}},"schedule":{"hours":[1],"minutes":[0]} }
            """)),
        Of("a schedule with a cron expression of four fields", "It has five fields", (azure, or) => Schedule(azure, $$"""
            {"triggerType":"Cron","expression":"0 1 * *{{or[" *", ""]}}"}
            """)),
        Of("a schedule of a job on a compute that does not exist", "computeId refers to", (azure, or) => Schedule(azure, """
            {"triggerType":"Cron","expression":"0 1 * * *"}
            """, compute: or["cpu", "gpu"])),
        Of("a schedule of a job whose environment does not exist", "environmentId refers to", (azure, or) => Schedule(azure, """
            {"triggerType":"Cron","expression":"0 1 * * *"}
            """, environment: or["1", "2"])),
    ];

    private static string In => """ "resourceGroupName":"rg","workspaceName":"mlw-data" """;

    private static Mistake Of(string what, string says, Func<CloudProgram, Or, Task> program) =>
        new(what, "UserError", (azure, or) => azure.GroupAnd(async () =>
        {
            await azure.Workspace();
            await program(azure, or);
        })) { Says = says };

    private static Task<Registered> Version(CloudProgram azure, string kind, string name, string properties) =>
        azure.Add($"machinelearningservices:{kind}Version", $"{kind}-{name}",
            $$"""{{{In}},"name":"{{name}}","version":"1","properties":{{{properties}}} }""");

    private static Task Model(CloudProgram azure, string path = "v1") => Version(azure, "Model", "churn",
        $"\"modelUri\":\"azureml://datastores/workspaceblobstore/paths/models/{path}\",\"modelType\":\"custom_model\"");

    private static Task Environment(CloudProgram azure, string more = "", string image = "mcr.microsoft.com/i:1") =>
        Version(azure, "Environment", "train-env", $"\"image\":\"{image}\"{more}");

    private static Task Code(CloudProgram azure) =>
        Version(azure, "Code", "src", "\"codeUri\":\"https://stdata.blob.core.windows.net/code/src\"");

    private static Task<Registered> Cluster(CloudProgram azure) => azure.Add("machinelearningservices:Compute", "cpu", $$$"""
        {{{{In}}},"computeName":"cpu","location":"westeurope","properties":{"computeType":"AmlCompute",
         "properties":{"vmSize":"Standard_DS3_v2","scaleSettings":{"minNodeCount":0,"maxNodeCount":1} } } }
        """);

    private static async Task Component(CloudProgram azure, string name, string spec)
    {
        await Environment(azure);
        await Code(azure);
        await Version(azure, "Component", name, $"\"componentSpec\":{spec}");
    }

    private static string Command(string environment = "1", string code = "1", string uses = "raw", string more = "") => $$$"""
        {"name":"prep","version":"1","type":"command","command":"python prep.py ${{inputs.{{{uses}}}}}{{{more}}}",
         "environment":"azureml:train-env:{{{environment}}}","code":"azureml:src:{{{code}}}","inputs":{"raw":{"type":"uri_folder"} } }
        """;

    private static async Task Pipeline(CloudProgram azure, string inputs)
    {
        await Component(azure, "prep", Command());
        await Version(azure, "Component", "train", $$$"""
            "componentSpec":{"name":"train","version":"1","type":"pipeline","inputs":{"data":{"type":"uri_folder"} },
             "jobs":{"prep":{"type":"command","componentId":"azureml:prep:1","inputs":{{{inputs}}} } } }
            """);
    }

    private static Task Endpoint(CloudProgram azure, string kind, string properties) =>
        azure.Add($"machinelearningservices:{kind}Endpoint", "endpoint", $$$"""
            {{{{In}}},"location":"westeurope","endpointName":"ep-data","identity":{"type":"SystemAssigned"},"properties":{{{{properties}}}} }
            """);

    private static Task Deployment(CloudProgram azure, string kind, string properties) =>
        azure.Add($"machinelearningservices:{kind}Deployment", "blue", $$$"""
            {{{{In}}},"location":"westeurope","endpointName":"ep-data","deploymentName":"blue","properties":{{{{properties}}}} }
            """);

    private static async Task Online(CloudProgram azure, string model = "1", string environment = "1", string code = "1",
        string kind = "Managed")
    {
        await Model(azure);
        await Environment(azure);
        await Code(azure);
        await Endpoint(azure, "Online", "\"authMode\":\"Key\"");
        await Deployment(azure, "Online", $$"""
            "endpointComputeType":"{{kind}}","model":"azureml:churn:{{model}}","environmentId":"azureml:train-env:{{environment}}",
            "codeConfiguration":{"codeId":"azureml:src:{{code}}","scoringScript":"score.py"}
            """);
    }

    private static async Task Schedule(CloudProgram azure, string trigger, string compute = "cpu", string environment = "1")
    {
        await Cluster(azure);
        await Environment(azure);
        await azure.Add("machinelearningservices:Schedule", "nightly", $$$"""
            {{{{In}}},"name":"nightly","properties":{"trigger":{{{trigger}}},"action":{"actionType":"CreateJob",
             "jobDefinition":{"jobType":"Command","command":"true","computeId":"{{{compute}}}","environmentId":"azureml:train-env:{{{environment}}}"} } } }
            """);
    }
}
