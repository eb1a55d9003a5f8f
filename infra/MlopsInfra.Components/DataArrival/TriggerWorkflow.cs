using System.Text.Json;

namespace MlopsInfra.Components;

/// <summary>
/// The Logic App's definition. It answers Event Grid's validation handshake itself, and turns an event into a job of the
/// published pipeline. What differs from environment to environment comes in as parameters; only the identity has to be written
/// into the actions.
/// </summary>
internal static class TriggerWorkflow
{
    // "/blobServices/default/containers/CONTAINER/blobs/FOLDER/FILE": the run is given the folder.
    private const string Folder = "join(take(outputs('path'), sub(length(outputs('path')), 1)), '/')";

    // Event Grid delivers at least once, and an event keeps its id: what comes a second time is the same job.
    private const string JobName = "concat('arrival-', triggerBody()?[0]?['id'])";

    // Event Grid tells no version id; the eTag is one by another name: it changes with every write, and the list of a blob's
    // versions has it. Quotes belong to the header that it is named after.
    private static readonly (string, string)[] Tags =
    [
        ("mlops.source", "arrival"),
        ("dataVersion", "@replace(triggerBody()?[0]?['data']?['eTag'], '\"', '')"),
        ("dataPath", "@split(triggerBody()?[0]?['subject'], '/blobs/')[1]"),
        ("dataTime", "@triggerBody()?[0]?['eventTime']"),
    ];

    private const string Template = """
        {
          "$schema": "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
          "contentVersion": "1.0.0.0",
          "parameters": PARAMETERS,
          "triggers": {
            "onEvent": { "type": "Request", "kind": "Http", "inputs": { "method": "POST", "schema": { "type": "array" } } }
          },
          "actions": {
            "isHandshake": {
              "type": "If",
              "runAfter": {},
              "expression": {
                "and": [ { "equals": [ "@triggerBody()?[0]?['eventType']", "Microsoft.EventGrid.SubscriptionValidationEvent" ] } ]
              },
              "actions": {
                "answer": {
                  "type": "Response",
                  "kind": "Http",
                  "runAfter": {},
                  "inputs": {
                    "statusCode": 200,
                    "headers": { "Content-Type": "application/json" },
                    "body": { "validationResponse": "@triggerBody()?[0]?['data']?['validationCode']" }
                  }
                }
              },
              "else": {
                "actions": {
                  "accepted": { "type": "Response", "kind": "Http", "runAfter": {}, "inputs": { "statusCode": 200 } },
                  "path": {
                    "type": "Compose",
                    "runAfter": { "accepted": [ "Succeeded" ] },
                    "inputs": "@split(split(triggerBody()?[0]?['subject'], '/blobs/')[1], '/')"
                  },
                  START
                }
              }
            }
          },
          "outputs": {}
        }
        """;

    /// <summary>The definition of the Logic App, in the Workflow Definition Language.</summary>
    /// <param name="identityId">ARM id of the identity that starts the runs.</param>
    /// <param name="audience">What its tokens are for: Azure Resource Manager of the cloud.</param>
    /// <param name="inputName">Input of the pipeline that is given the folder.</param>
    public static object Definition(string identityId, string audience, string inputName) =>
        JsonSerializer.Deserialize<JsonElement>(Template
            .Replace("PARAMETERS", WorkflowText.Parameters)
            .Replace("START", WorkflowText.Start("""{ "path": [ "Succeeded" ] }""",
                new WorkflowStart(identityId, audience, JobName, inputName, Folder, Tags))));
}
