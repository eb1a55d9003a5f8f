using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>Workbooks: content that is JSON, and a source that exists. That the name is a GUID, the naming rules say.</summary>
internal sealed class WorkbookResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Insights/workbooks";

    public override NamingRule Naming { get; init; } =
        NamingRule.Guid("BadRequest", "The workbook's resource name '{0}' must be a GUID.");

    public override void CheckPut(PutContext put)
    {
        if (put.Body.Text("properties.displayName") is { Length: 0 or > 256 })
            throw Bad("The display name must have 1 to 256 characters.", "properties.displayName");
        if (put.Body.Text("properties.serializedData") is { } content && !IsObject(content))
            throw Bad("The content of a workbook has to be a JSON object.", "properties.serializedData");
        if (put.Body.Text("properties.sourceId") is { Length: > 0 } source && ResourceId.TryParse(source, out var id)
            && !ImplicitResources.Exists(put.Cloud, id))
            throw Arm.References.Missing(put.Id, source, "properties.sourceId");
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        computed.Set("properties.revision",
            MadeUpIds.From("revision", put.Id.Value, CanonicalJson.Text(put.Body)).Replace("-", "", StringComparison.Ordinal));
        computed.Set("properties.timeModified", CommonOutputs.Time(put.Cloud.Now));
        computed.Set("properties.userId", put.Cloud.Options.DeployerClientId);
    }

    private static bool IsObject(string text)
    {
        try
        {
            return StrictJson.Parse(text) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ArmException Bad(string message, string target) => new(400, "BadRequest", message, target);
}
