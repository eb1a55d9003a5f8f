namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion;

/// <summary>An envelope that is none, in the words of the ingestion service.</summary>
/// <param name="message">Why.</param>
internal sealed class EnvelopeException(string message) : Exception(message)
{
    /// <summary>A field that has to be there.</summary>
    /// <param name="field">The field.</param>
    /// <param name="type">Where it is missing.</param>
    public static EnvelopeException Missing(string field, string type) =>
        new($"109: Field '{field}' on type '{type}' is required but missing or empty. Expected: {field}, Actual: undefined");
}
