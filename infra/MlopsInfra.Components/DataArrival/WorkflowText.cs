using System.Text.Json;

namespace MlopsInfra.Components;

/// <summary>Parts that the definitions of both Logic Apps share.</summary>
internal static class WorkflowText
{
    /// <summary>Parameter: address that starts a run.</summary>
    public const string EndpointParameter = "endpointUri";

    /// <summary>Parameter: datastore of the training data.</summary>
    public const string DatastoreParameter = "datastore";

    /// <summary>Parameter: experiment that runs are filed under.</summary>
    public const string ExperimentParameter = "experiment";

    /// <summary>The declaration of the parameters.</summary>
    public const string Parameters =
        """{ "endpointUri": { "type": "String" }, "datastore": { "type": "String" }, "experiment": { "type": "String" } }""";

    /// <summary>
    /// The call that starts a run: the folder is a path in the datastore, read with the cluster's identity, where a blob's URL
    /// would be read anonymously. The version of the data travels as tags of the run, and as a property, which stays with the run
    /// when tags are edited.
    /// </summary>
    /// <param name="after">Value of <c>runAfter</c>.</param>
    /// <param name="identityId">ARM id of the identity that invokes the pipeline.</param>
    /// <param name="inputName">Input of the pipeline that is given the folder.</param>
    /// <param name="folder">Expression: path of the folder in the datastore.</param>
    /// <param name="tags">Tags: names and expressions.</param>
    public static string Invoke(string after, string identityId, string inputName, string folder,
        params IReadOnlyList<(string Name, string Expression)> tags)
    {
        var written = string.Join(", ", tags.Select(tag => $"{Quoted(tag.Name)}: {Quoted(tag.Expression)}"));
        return $$"""
            {
              "type": "Http",
              "runAfter": {{after}},
              "inputs": {
                "method": "POST",
                "uri": "@parameters('endpointUri')",
                "headers": { "Content-Type": "application/json" },
                "body": {
                  "properties": {
                    "InputData": {
                      {{Quoted(inputName)}}: { "JobInputType": "UriFolder", "Uri": "@concat('azureml://datastores/', parameters('datastore'), '/paths/', {{folder}})" }
                    },
                    "tags": { {{written}} },
                    "properties": { "experimentName": "@parameters('experiment')", {{written}} }
                  }
                },
                "authentication": { "type": "ManagedServiceIdentity", "identity": {{Quoted(identityId)}}, "audience": "https://ml.azure.com" },
                "retryPolicy": { "type": "exponential", "count": 4, "interval": "PT20S" }
              },
              "runtimeConfiguration": { "secureData": { "properties": [ "inputs", "outputs" ] } }
            }
            """;
    }

    /// <summary>A text as JSON.</summary>
    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
