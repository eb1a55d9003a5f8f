using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>
/// What goes over the wire for a small pipeline, body by body: envelopes in camelCase, specs in snake_case, literals as text,
/// bare ids for components and computes, <c>azureml:</c> before ids inside of specs (recorded traffic of the Azure ML clients).
/// </summary>
public sealed class PayloadTests
{
    private const string Component = """
        $schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json
        type: command
        name: prep_data
        version: 1
        display_name: Prepare data
        description: Prepares
        tags: {owner: mlops}
        is_deterministic: true
        inputs:
          raw: {type: uri_folder}
          encoding: {type: string, optional: true, default: ordinal}
          eval_size: {type: number, default: 0.30, min: 0, max: 1}
          shuffle: {type: boolean, default: yes}
        outputs:
          prepared: {type: uri_folder, mode: rw_mount}
        code: ./src
        environment: {image: "base/python:3.11", conda_file: {name: prep, dependencies: [python=3.11]}}
        resources: {instance_count: 1}
        command: >-
          python prep.py --raw ${{inputs.raw}} $[[--encoding ${{inputs.encoding}}]] --size ${{inputs.eval_size}}
          --shuffle ${{inputs.shuffle}} --out ${{outputs.prepared}}
        """;

    private const string Job = """
        $schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
        type: pipeline
        name: prep_pipeline
        experiment_name: preparing
        display_name: Prepare
        inputs:
          input_data: {type: uri_folder, path: azureml://datastores/workspaceblobstore/paths/in/, mode: download}
          size: 0.25
        outputs:
          result: {type: uri_folder, mode: upload}
        settings: {default_compute: azureml:cpu-cluster, continue_on_step_failure: false}
        jobs:
          prep:
            type: command
            component: ./prep.yml
            compute: azureml:cpu-cluster
            environment_variables: {LOG_LEVEL: info}
            inputs: {raw: "${{parent.inputs.input_data}}", eval_size: "${{parent.inputs.size}}", shuffle: false}
            outputs: {prepared: "${{parent.outputs.result}}"}
          count:
            type: command
            command: wc -l ${{inputs.data}}
            environment: {image: "base/python:3.11", conda_file: {name: prep, dependencies: [python=3.11]}}
            inputs: {data: "${{parent.jobs.prep.outputs.prepared}}"}
        """;

    [Fact]
    public async Task The_bodies_are_those_that_Azure_takes()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = new TempPipeline();
        pipeline.Write("prep.yml", Component).Write("job.yml", Job).Write("src/prep.py", "print(1)\n");

        var result = await azure.PublishAsync(pipeline);

        var ids = result.Assets.ToDictionary(asset => $"{asset.Kind.Word()}:{asset.Name}", asset => asset.Version);
        var code = ids["code:src"];
        var environment = ids["environment:CliV2AnonymousEnvironment"];
        var workspace = azure.Outputs.WorkspaceId;
        var prep = ids["component:prep_data"];
        var count = ids["component:prep_pipeline_count"];
        var all = ids["pipeline:prep_pipeline"];

        Same(azure, $"POST codes/src/versions/{code}/startPendingUpload",
            """{"pendingUploadType": "TemporaryBlobReference"}""");
        var sent = Sent(azure, $"PUT codes/src/versions/{code}")["properties"]!;
        Assert.Matches("^https://stmlopsdev\\.blob\\.core\\.windows\\.net:443/[^/]+/src$", (string)sent["codeUri"]!);
        Assert.Equal(202208, (int)sent["properties"]!["hash_version"]!);
        Assert.StartsWith(code, (string)sent["properties"]!["hash_sha256"]!, StringComparison.Ordinal);
        Same(azure, $"PUT environments/CliV2AnonymousEnvironment/versions/{environment}", """
            {"properties": {"isAnonymous": true, "isArchived": false, "image": "base/python:3.11",
             "condaFile": "{\"name\":\"prep\",\"dependencies\":[\"python=3.11\"]}"}}
            """);
        Same(azure, $"PUT components/prep_data/versions/{prep}", $$$"""
            {"properties": {"isAnonymous": false, "isArchived": false, "description": "Prepares", "tags": {"owner": "mlops"},
             "componentSpec": {
              "$schema": "https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json",
              "name": "prep_data", "version": "{{{prep}}}", "display_name": "Prepare data", "description": "Prepares", "tags": {"owner": "mlops"},
              "type": "command", "is_deterministic": true,
              "inputs": {
               "raw": {"type": "uri_folder"},
               "encoding": {"type": "string", "optional": true, "default": "ordinal"},
               "eval_size": {"type": "number", "default": "0.3", "min": "0.0", "max": "1.0"},
               "shuffle": {"type": "boolean", "default": "True"}},
              "outputs": {"prepared": {"type": "uri_folder", "mode": "rw_mount"}},
              "code": "azureml:{{{workspace}}}/codes/src/versions/{{{code}}}",
              "environment": "azureml:{{{workspace}}}/environments/CliV2AnonymousEnvironment/versions/{{{environment}}}",
              "command": "python prep.py --raw ${{inputs.raw}} $[[--encoding ${{inputs.encoding}}]] --size ${{inputs.eval_size}} --shuffle ${{inputs.shuffle}} --out ${{outputs.prepared}}",
              "resources": {"instance_count": 1}, "_source": "YAML.COMPONENT"} } }
            """);
        Same(azure, $"PUT components/prep_pipeline/versions/{all}", $$$"""
            {"properties": {"isAnonymous": false, "isArchived": false,
             "componentSpec": {
              "name": "prep_pipeline", "version": "{{{all}}}", "display_name": "Prepare", "type": "pipeline",
              "inputs": {"input_data": {"type": "uri_folder", "mode": "download"}, "size": {"type": "number", "default": "0.25"}},
              "outputs": {"result": {"type": "uri_folder", "mode": "upload"}},
              "jobs": {
               "prep": {"name": "prep", "type": "command", "componentId": "{{{workspace}}}/components/prep_data/versions/{{{prep}}}",
                "computeId": "{{{workspace}}}/computes/cpu-cluster",
                "inputs": {
                 "raw": {"job_input_type": "literal", "value": "${{parent.inputs.input_data}}"},
                 "eval_size": {"job_input_type": "literal", "value": "${{parent.inputs.size}}"},
                 "shuffle": {"job_input_type": "literal", "value": "False"}},
                "outputs": {"prepared": {"type": "literal", "value": "${{parent.outputs.result}}"}},
                "environment_variables": {"LOG_LEVEL": "info"}, "resources": {"instance_count": 1}, "_source": "YAML.COMPONENT"},
               "count": {"name": "count", "type": "command", "componentId": "{{{workspace}}}/components/prep_pipeline_count/versions/{{{count}}}",
                "inputs": {"data": {"job_input_type": "literal", "value": "${{parent.jobs.prep.outputs.prepared}}"}},
                "_source": "YAML.JOB"}},
              "_source": "YAML.COMPONENT"} } }
            """);
        Same(azure, "PUT batchEndpoints/ep-mlops-dev", """
            {"location": "westeurope", "identity": {"type": "SystemAssigned"}, "properties": {"authMode": "AADToken"}}
            """);
        Same(azure, $"PUT batchEndpoints/ep-mlops-dev/deployments/{result.Deployment}", $$$"""
            {"location": "westeurope", "tags": {"mlops-pipeline": "prep_pipeline"}, "properties": {"deploymentConfiguration": {
              "deploymentConfigurationType": "PipelineComponent",
              "componentId": {"referenceType": "Id", "assetId": "{{{workspace}}}/components/prep_pipeline/versions/{{{all}}}"},
              "settings": {"default_compute": "cpu-cluster", "continue_on_step_failure": "False"} },
              "properties": {"mlops.input.input_data": "azureml://datastores/workspaceblobstore/paths/in/"} } }
            """);
        var last = azure.Bodies.Last(body => body.Request == "PUT batchEndpoints/ep-mlops-dev").Body;
        Assert.Equal(result.Deployment, (string)JsonNode.Parse(last)!["properties"]!["defaults"]!["deploymentName"]!);
    }

    private static void Same(LocalAzure azure, string request, string expected)
    {
        var sent = Sent(azure, request);
        // The SDK's generic resource writes a location even where there is none.
        if (sent["location"] is null) ((JsonObject)sent).Remove("location");
        var wanted = JsonNode.Parse(expected)!;
        Assert.True(JsonNode.DeepEquals(wanted, sent),
            $"{request}\nexpected {wanted.ToJsonString()}\nsent     {sent.ToJsonString()}");
    }

    private static JsonNode Sent(LocalAzure azure, string request) =>
        JsonNode.Parse(azure.Bodies.First(body => body.Request == request).Body)!;
}
