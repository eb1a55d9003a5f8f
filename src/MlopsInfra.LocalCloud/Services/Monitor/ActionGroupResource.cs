using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>Action groups: who is told of an alert.</summary>
internal sealed class ActionGroupResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Insights/actionGroups";

    public override NamingRule Naming { get; init; } = NamingRule.Without(@":<>+/&%\\?|");

    public override LocationRule Location { get; init; } = LocationRule.MayBeGlobal;

    // Its short name is the only one of its values that has a limit in Microsoft's types.
    public override string InvalidValueCode { get; init; } = "GroupShortNameInvalid";

    public override void CheckPut(PutContext put)
    {
        if (put.Body.Text("properties.groupShortName") is { Length: 0 })
            throw new ArmException(400, InvalidValueCode, "The short name of the action group must have 1 to 12 characters.",
                "properties.groupShortName");
        ReceiverLimits.Check(put);
    }
}
