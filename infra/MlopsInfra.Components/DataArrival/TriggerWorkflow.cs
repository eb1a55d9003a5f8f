using System.Text.Json;

namespace MlopsInfra.Components;

/// <summary>
/// The Logic App's definition. It answers Event Grid's validation handshake itself, and turns an event into a call of the batch endpoint. What
/// differs from environment to environment comes in as parameters; only the identity has to be written into the action.
/// </summary>
internal static class TriggerWorkflow
{
    public const string EndpointParameter = "endpointUri";
    public const string DatastoreParameter = "datastore";
    public const string ExperimentParameter = "experiment";

    // The folder of the blob, as a path in the datastore: read with the cluster's identity, where a blob's URL would be read anonymously.
    // The blob's eTag is the version of the data that a run was started for.
    private const string Template = """
        {
          "$schema": "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
          "contentVersion": "1.0.0.0",
          "parameters": {
            "endpointUri": { "type": "String" },
            "datastore": { "type": "String" },
            "experiment": { "type": "String" }
          },
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
                  "invoke": {
                    "type": "Http",
                    "runAfter": { "path": [ "Succeeded" ] },
                    "inputs": {
                      "method": "POST",
                      "uri": "@parameters('endpointUri')",
                      "headers": { "Content-Type": "application/json" },
                      "body": {
                        "properties": {
                          "InputData": {
                            "INPUT": {
                              "JobInputType": "UriFolder",
                              "Uri": "@concat('azureml://datastores/', parameters('datastore'), '/paths/', join(take(outputs('path'), sub(length(outputs('path')), 1)), '/'))"
                            }
                          },
                          "properties": {
                            "experimentName": "@parameters('experiment')",
                            "dataVersion": "@triggerBody()?[0]?['data']?['eTag']"
                          }
                        }
                      },
                      "authentication": { "type": "ManagedServiceIdentity", "identity": "IDENTITY", "audience": "https://ml.azure.com" },
                      "retryPolicy": { "type": "exponential", "count": 4, "interval": "PT20S" }
                    },
                    "runtimeConfiguration": { "secureData": { "properties": [ "inputs", "outputs" ] } }
                  }
                }
              }
            }
          },
          "outputs": {}
        }
        """;

    /// <summary>The definition.</summary>
    /// <param name="identityId">ARM id of the identity that invokes the pipeline.</param>
    /// <param name="inputName">Input of the pipeline that is given the folder.</param>
    public static object Definition(string identityId, string inputName) =>
        JsonElement.Parse(Template.Replace("\"INPUT\"", Quoted(inputName)).Replace("\"IDENTITY\"", Quoted(identityId)));

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
