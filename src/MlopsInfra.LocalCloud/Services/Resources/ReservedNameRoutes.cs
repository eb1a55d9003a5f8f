using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Resources;

/// <summary>
/// Whether a name holds a word that Azure keeps for itself ("Resolve reserved resource name errors"): <c>checkResourceName</c>.
/// </summary>
internal sealed class ReservedNameRoutes : IPathRoutes
{
    private static readonly string[] Whole =
    [
        "ACCESS", "AZURE", "BING", "BIZSPARK", "BIZTALK", "CORTANA", "DIRECTX", "DOTNET", "DYNAMICS", "EXCEL", "EXCHANGE",
        "FOREFRONT", "GROOVE", "HOLOLENS", "HYPERV", "KINECT", "LYNC", "MSDN", "O365", "OFFICE", "OFFICE365", "ONEDRIVE",
        "ONENOTE", "OUTLOOK", "POWERPOINT", "SHAREPOINT", "SKYPE", "VISIO", "VISUALSTUDIO",
    ];

    // Not even as a part.
    private static readonly string[] Parts = ["LOGIN", "MICROSOFT", "WINDOWS", "XBOX"];

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(PathRequest request)
    {
        if (request.Match("POST providers/Microsoft.Resources/checkResourceName") is null) return false;
        var body = await request.Rest.ReadObjectAsync();
        if (body.Text("name") is not { } name || body.Text("type") is not { } type)
            throw new ArmException(400, "InvalidRequestContent",
                "The request content was invalid: 'name' and 'type' are required.");
        await request.Rest.AnswerAsync(200, new JsonObject
        {
            ["name"] = name,
            ["type"] = type,
            ["status"] = IsReserved(name) ? "Reserved" : "Allowed",
        });
        return true;
    }

    private static bool IsReserved(string name) => Whole.Contains(name, StringComparer.OrdinalIgnoreCase)
        || Parts.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
}
