using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Tests.Runs;

/// <summary>A pipeline of one step, published as <c>mlops publish</c> does it.</summary>
internal sealed class ScenePipeline(TrainingScene scene, LifecycleEnvironment environment, string version)
{
    private readonly string _workspace = environment.WorkspaceId;

    public async Task PublishAsync(string command, (string Name, string Value)[] given)
    {
        await scene.PutAsync($"{_workspace}/environments/env/versions/1", Properties(new JsonObject { ["image"] = "r/i:1" }));
        await ComponentAsync("step", new JsonObject
        {
            ["type"] = "command", ["command"] = command, ["environment"] = "azureml:env:1",
            ["inputs"] = new JsonObject { ["data"] = new JsonObject { ["type"] = "uri_folder" } },
        });
        await ComponentAsync("pipeline", new JsonObject
        {
            ["type"] = "pipeline",
            ["inputs"] = new JsonObject
            {
                ["training_data"] = new JsonObject { ["type"] = "uri_folder" },
                ["rate"] = new JsonObject { ["type"] = "number", ["default"] = "0.1", ["min"] = "0", ["max"] = "1" },
                ["rounds"] = new JsonObject { ["type"] = "integer", ["optional"] = "True" },
                ["seed"] = new JsonObject { ["type"] = "boolean", ["optional"] = "True" },
                ["kind"] = new JsonObject
                {
                    ["type"] = "string", ["default"] = "tree", ["enum"] = new JsonArray("tree", "forest"),
                },
            },
            ["jobs"] = new JsonObject
            {
                ["only"] = new JsonObject
                {
                    ["type"] = "command", ["componentId"] = $"azureml:{_workspace}/components/step/versions/{version}",
                    ["inputs"] = new JsonObject
                    {
                        ["data"] = new JsonObject
                        {
                            ["job_input_type"] = "literal", ["value"] = "${{parent.inputs.training_data}}",
                        },
                    },
                },
            },
        });
        var endpoint = $"{_workspace}/batchEndpoints/{environment.Outputs.BatchEndpointName}";
        await scene.PutAsync(endpoint, Located(new JsonObject { ["authMode"] = "AADToken" }));
        await scene.PutAsync($"{endpoint}/deployments/train", Located(new JsonObject
        {
            ["deploymentConfiguration"] = new JsonObject
            {
                ["deploymentConfigurationType"] = "PipelineComponent",
                ["componentId"] = new JsonObject
                {
                    ["referenceType"] = "Id", ["assetId"] = $"{_workspace}/components/pipeline/versions/{version}",
                },
                ["settings"] = new JsonObject
                {
                    ["default_compute"] = "cpu-cluster", ["continue_on_step_failure"] = "False",
                },
            },
            ["properties"] = new JsonObject(given.Select(input =>
                KeyValuePair.Create<string, JsonNode?>($"mlops.input.{input.Name}", input.Value))),
        }));
        await scene.PutAsync(endpoint, Located(new JsonObject
        {
            ["authMode"] = "AADToken", ["defaults"] = new JsonObject { ["deploymentName"] = "train" },
        }));

        Task ComponentAsync(string name, JsonObject spec)
        {
            (spec["name"], spec["version"]) = (name, version);
            return scene.PutAsync($"{_workspace}/components/{name}/versions/{version}",
                Properties(new JsonObject { ["componentSpec"] = spec }));
        }
    }

    private static JsonObject Properties(JsonObject properties) => new() { ["properties"] = properties };

    private static JsonObject Located(JsonObject properties) =>
        new() { ["location"] = "westeurope", ["properties"] = properties };
}
