using MlopsInfra.LocalCloud.Tests.Programs;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.MachineLearningProgram;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>Mistakes of endpoints and their deployments.</summary>
internal static class EndpointMistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("a batch endpoint with an empty tag", "UserError", async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Workspace();
            await azure.Add("machinelearningservices:BatchEndpoint", "train", $$"""
                {"resourceGroupName":"rg","workspaceName":"mlw-data","endpointName":"train-data","location":"westeurope","tags":{"owner":"{{or["team", ""]}}"},
                 "identity":{"type":"SystemAssigned"},"properties":{"authMode":"AADToken"} }
                """);
        })),
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
        Of("traffic that does not add up to everything or nothing", "has to be 0 or 100", async (azure, or) =>
        {
            await Served(azure, or["", ",\"traffic\":{\"blue\":50}"]);
            await Deployment(azure, "Online", "\"endpointComputeType\":\"Managed\"");
        }) with { OnUpdate = true },
        Of("mirrored traffic of more than half", "has to be 0 to 50 percent", async (azure, or) =>
        {
            await Served(azure, or["", ",\"mirrorTraffic\":{\"blue\":60}"]);
            await Deployment(azure, "Online", "\"endpointComputeType\":\"Managed\"");
        }) with { OnUpdate = true },
        Of("a deployment that is taken away with the traffic on it", "still gets 100 % of the traffic", async (azure, or) =>
        {
            await Served(azure, or["", ",\"traffic\":{\"blue\":100}"]);
            if (!or.IsMade) await Deployment(azure, "Online", "\"endpointComputeType\":\"Managed\"");
        }) with { OnUpdate = true },
        Of("a default deployment that is taken away", "is the default of endpoint 'ep-data'", async (azure, or) =>
        {
            await Pipeline(azure, $$"""{"raw":{{Bound}}}""");
            await Endpoint(azure, "Batch",
                $"\"authMode\":\"AADToken\"{or["", ",\"defaults\":{\"deploymentName\":\"blue\"}"]}");
            if (or.IsMade) return;
            await Deployment(azure, "Batch", """
                "deploymentConfiguration":{"deploymentConfigurationType":"PipelineComponent",
                 "componentId":{"referenceType":"Id","assetId":"azureml:train:1"} }
                """);
        }) with { OnUpdate = true },
        Of("a batch deployment that ignores fewer errors than none", "errorThreshold", async (azure, or) =>
        {
            await Model(azure);
            var cluster = (await Cluster(azure)).Id;
            await Endpoint(azure, "Batch", "\"authMode\":\"AADToken\"");
            await Deployment(azure, "Batch", $$"""
                "model":{"referenceType":"Id","assetId":"azureml:churn:1"},"compute":"{{cluster}}","errorThreshold":{{or["-1", "-2"]}}
                """);
        }),
        Of("an online deployment of no instances", "has 0 instances",
            (azure, or) => Online(azure, capacity: or["1", "0"])),
        Of("an online deployment that waits for five minutes", "at most 180 seconds",
            (azure, or) => Online(azure, more: $",\"requestSettings\":{{\"requestTimeout\":\"{or["PT3M", "PT5M"]}\"}}")),
        Of("an online deployment that takes no request", "has to be at least 1", (azure, or) => Online(azure,
            more: $",\"requestSettings\":{{\"maxConcurrentRequestsPerInstance\":{or["1", "0"]}}}")),
        Of("an online deployment that is asked whether it lives without a pause", "at least one second", (azure, or) => Online(
            azure, more: $",\"livenessProbe\":{{\"period\":\"{or["PT10S", "PT0S"]}\"}}")),
        Of("an online deployment that has to live twice", "is always 1", (azure, or) => Online(
            azure, more: $",\"livenessProbe\":{{\"successThreshold\":{or["1", "2"]}}}")),
        Of("a managed deployment that scales itself", "Only Default is supported", (azure, or) => Online(
            azure, more: $",\"scaleSettings\":{{\"scaleType\":\"{or["Default", "TargetUtilization"]}\"}}")),
        Of("an online deployment whose model does not exist", "model refers to",
            (azure, or) => Online(azure, model: or["1", "2"])),
        Of("an online deployment whose environment does not exist", "environmentId refers to",
            (azure, or) => Online(azure, environment: or["1", "2"])),
        Of("an online deployment whose code does not exist", "codeConfiguration.codeId refers to",
            (azure, or) => Online(azure, code: or["1", "2"])),
        Of("a deployment to Kubernetes of a managed endpoint", "is of kind Managed",
            (azure, or) => Online(azure, kind: or["Managed", "Kubernetes"])),
    ];

    private static async Task Online(CloudProgram azure, string model = "1", string environment = "1", string code = "1",
        string kind = "Managed", string capacity = "1", string more = "")
    {
        await Model(azure);
        await Environment(azure);
        await Code(azure);
        await Endpoint(azure, "Online", "\"authMode\":\"Key\"");
        await Deployment(azure, "Online", $$"""
            "endpointComputeType":"{{kind}}","model":"azureml:churn:{{model}}","environmentId":"azureml:train-env:{{environment}}",
            "codeConfiguration":{"codeId":"azureml:src:{{code}}","scoringScript":"score.py"}{{more}}
            """, $$""" "sku":{"name":"Default","capacity":{{capacity}}} """);
    }

    private static async Task Served(CloudProgram azure, string traffic) =>
        await Endpoint(azure, "Online", $"\"authMode\":\"Key\"{traffic}");
}
