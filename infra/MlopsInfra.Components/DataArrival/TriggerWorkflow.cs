using System.Text.Json;

namespace MlopsInfra.Components;

/// <summary>
/// The Logic App's definition. It answers Event Grid's validation handshake itself, and turns an event into a call of the batch
/// endpoint. What differs from environment to environment comes in as parameters; only the identity has to be written into the
/// action.
/// </summary>
internal static class TriggerWorkflow
{
    // "/blobServices/default/containers/CONTAINER/blobs/FOLDER/FILE": the run is given the folder.
    private const string Folder = "join(take(outputs('path'), sub(length(outputs('path')), 1)), '/')";

    // Event Grid tells no version id; the eTag is one by another name: it changes with every write, and the list of a blob's
    // versions has it.
    private static readonly (string, string)[] Tags =
    [
        ("dataVersion", "@triggerBody()?[0]?['data']?['eTag']"),
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
                  "invoke": INVOKE
                }
              }
            }
          },
          "outputs": {}
        }
        """;

    /// <summary>The definition of the Logic App, in the Workflow Definition Language.</summary>
    /// <param name="identityId">ARM id of the identity that invokes the pipeline.</param>
    /// <param name="inputName">Input of the pipeline that is given the folder.</param>
    public static object Definition(string identityId, string inputName) => JsonSerializer.Deserialize<JsonElement>(Template
        .Replace("PARAMETERS", WorkflowText.Parameters)
        .Replace("INVOKE", WorkflowText.Invoke("""{ "path": [ "Succeeded" ] }""", identityId, inputName, Folder, Tags)));
}
