using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>Action groups: who is told of an alert.</summary>
internal sealed class ActionGroupResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Insights/actionGroups";

    public override NamingRule Naming { get; init; } = MonitorNames.Without(@":<>+/&%\\?|");

    public override LocationRule Location { get; init; } = LocationRule.MayBeGlobal;

    public override void CheckPut(PutContext put)
    {
        if (put.Body.Text("properties.groupShortName") is { Length: 0 or > 12 } name)
            throw Bad("GroupShortNameInvalid", $"The short name '{name}' of the action group must have 1 to 12 characters.",
                "properties.groupShortName");
        foreach (var address in put.Body.Texts("properties.emailReceivers[].emailAddress"))
        {
            if (!address.Value.Contains('@', StringComparison.Ordinal))
                throw Bad("BadRequest", $"'{address.Value}' is no e-mail address.", address.Path);
        }
    }

    private static ArmException Bad(string code, string message, string target) => new(400, code, message, target);
}
