using System.Text.Json;

namespace MlopsInfra.Components;

/// <summary>Parts that the definitions of both Logic Apps share.</summary>
internal static class WorkflowText
{
    /// <summary>Parameter: address of the workspace in Azure Resource Manager.</summary>
    public const string WorkspaceParameter = "workspace";

    /// <summary>Parameter: ARM id of the workspace.</summary>
    public const string WorkspaceIdParameter = "workspaceId";

    /// <summary>Parameter: the batch endpoint whose default deployment says which pipeline runs.</summary>
    public const string EndpointParameter = "endpoint";

    /// <summary>Parameter: datastore of the data.</summary>
    public const string DatastoreParameter = "datastore";

    /// <summary>Parameter: experiment that runs are filed under.</summary>
    public const string ExperimentParameter = "experiment";

    /// <summary>The first of the actions of <see cref="Start"/>, which waits for what is there already.</summary>
    public const string First = "existing";

    private const string ApiVersion = "2025-12-01";

    /// <summary>The declaration of the parameters.</summary>
    public const string Parameters = """
        {
          "workspace": { "type": "String" }, "workspaceId": { "type": "String" }, "endpoint": { "type": "String" },
          "datastore": { "type": "String" }, "experiment": { "type": "String" }
        }
        """;

    /// <summary>
    /// The actions that start a run of the pipeline that the endpoint's default deployment names: through Azure Resource
    /// Manager, which answers for private workspaces, too, where the endpoint's own address does not. The job's name follows
    /// from what started it: what comes a second time finds the job, and starts none. The folder is a path in the datastore,
    /// read with the cluster's identity, where a blob's URL would be read anonymously. The version of the data travels as tags
    /// of the run, and as properties, which stay with the run when tags are edited.
    /// </summary>
    /// <param name="after">Value of <c>runAfter</c> of the first action.</param>
    /// <param name="run">What is started, and as whom.</param>
    /// <returns>Members of an <c>actions</c> object, without its braces.</returns>
    public static string Start(string after, WorkflowStart run)
    {
        var tags = string.Join(", ", run.Tags.Select(tag => $"{Quoted(tag.Name)}: {Quoted(tag.Expression)}"));
        var job = $"concat(parameters('workspace'), '/jobs/', {run.JobName})";
        // A run that can't be looked for is started all the same: who is refused there is refused here, too, and seen.
        return $$"""
            "{{First}}": {{Call("GET", job, after, run)}},
            "isNew": {
              "type": "If",
              "runAfter": { "{{First}}": [ "Succeeded", "Failed" ] },
              "expression": { "and": [ { "not": { "equals": [ "@outputs('{{First}}')?['statusCode']", 200 ] } } ] },
              "actions": {
                "published": {{Call("GET", "concat(parameters('workspace'), '/batchEndpoints/', parameters('endpoint'))", "{}", run)}},
                "deployment": {{Call("GET", Deployment, After("published"), run)}},
                "deployed": {
                  "type": "Compose",
                  "runAfter": {{After("deployment")}},
                  "inputs": "@coalesce(body('deployment')?['properties']?['deploymentConfiguration']?['settings'], json('{}'))"
                },
                "settings": {
                  "type": "Compose",
                  "runAfter": {{After("deployed")}},
                  "inputs": {
                    "default_compute": {{Quoted($"@{Id("computes", "default_compute")}")}},
                    "continue_on_step_failure": "@bool(coalesce(outputs('deployed')?['continue_on_step_failure'], 'false'))",
                    "force_rerun": "@bool(coalesce(outputs('deployed')?['force_rerun'], 'false'))"
                  }
                },
                "start": {{Call("PUT", job, After("settings"), run, $$"""
                {
                  "properties": {
                    "jobType": "Pipeline",
                    "displayName": "@{{{run.JobName}}}",
                    "experimentName": "@parameters('experiment')",
                    "componentId": "@body('deployment')?['properties']?['deploymentConfiguration']?['componentId']?['assetId']",
                    "inputs": {
                      {{Quoted(run.InputName)}}: { "jobInputType": "uri_folder", "uri": "@concat('azureml://datastores/', parameters('datastore'), '/paths/', {{run.Folder}})" }
                    },
                    "jobs": {},
                    "settings": {{Quoted(Settings)}},
                    "tags": { {{tags}} },
                    "properties": { {{tags}} }
                  }
                }
                """)}}
              }
            }
            """;
    }

    /// <summary>A text as JSON.</summary>
    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    // Where none is the default yet, the answer says so by this name.
    private const string Deployment = "concat(parameters('workspace'), '/batchEndpoints/', parameters('endpoint'), "
        + "'/deployments/', coalesce(body('published')?['properties']?['defaults']?['deploymentName'], "
        + "'no-pipeline-is-published'))";

    // A datastore is named only where the deployment names one.
    private static readonly string Settings =
        "@if(empty(coalesce(outputs('deployed')?['default_datastore'], '')), outputs('settings'), "
        + $$"""union(outputs('settings'), json(concat('{"default_datastore":"', {{Id("datastores", "default_datastore")}}, '"}'))))""";

    // A deployment's settings name what is in the workspace, and a job's have its id.
    private static string Id(string collection, string setting) =>
        $"if(contains(coalesce(outputs('deployed')?['{setting}'], ''), '/'), outputs('deployed')?['{setting}'], "
        + $"concat(parameters('workspaceId'), '/{collection}/', outputs('deployed')?['{setting}']))";

    private static string After(string action) => $$"""{ "{{action}}": [ "Succeeded" ] }""";

    private static string Call(string method, string address, string after, WorkflowStart run, string? body = null) => $$"""
        {
          "type": "Http",
          "runAfter": {{after}},
          "inputs": {
            "method": "{{method}}",
            "uri": {{Quoted($"@{address}")}},
            "queries": { "api-version": "{{ApiVersion}}" },
            {{(body is null ? "" : $$""" "headers": { "Content-Type": "application/json" }, "body": {{body}}, """)}}
            "authentication": { "type": "ManagedServiceIdentity", "identity": {{Quoted(run.IdentityId)}}, "audience": {{Quoted(run.Audience)}} },
            "retryPolicy": { "type": "exponential", "count": 4, "interval": "PT20S" }
          },
          "runtimeConfiguration": { "secureData": { "properties": [ "inputs", "outputs" ] } }
        }
        """;
}
