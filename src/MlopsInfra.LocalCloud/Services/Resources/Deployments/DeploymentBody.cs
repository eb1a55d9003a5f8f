using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments;

/// <summary>Reads the bodies of deployments, which Resource Manager takes in a form that is not quite JSON.</summary>
internal static class DeploymentBody
{
    // The limit of a template with its parameters ("ARM template limits").
    private const int Largest = 4 * 1024 * 1024;

    /// <summary>The body of a request; null if there is none.</summary>
    /// <exception cref="ArmException">It is no JSON or too large.</exception>
    public static async Task<JsonNode?> ReadAsync(RestRequest request)
    {
        using var buffer = new MemoryStream();
        request.BodyLimit = Largest;
        await request.Http.Request.Body.CopyToAsync(buffer, request.Http.RequestAborted);
        if (buffer.Length == 0) return null;
        try
        {
            return LenientJson.Parse(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length).TrimStart('\uFEFF'));
        }
        catch (FormatException exception)
        {
            throw new ArmException(400, "InvalidRequestContent",
                $"The request content was invalid and could not be deserialized: '{exception.Message}'.");
        }
    }
}
