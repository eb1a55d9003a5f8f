using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>What ties a resource to a data collection rule or to an endpoint.</summary>
internal sealed class DataCollectionRuleAssociationResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Insights/dataCollectionRuleAssociations";

    public override NamingRule Naming { get; init; } = NamingRule.Without(@"<>%&\\?/", 64);

    public override IReadOnlyList<Reference> References { get; init; } =
    [
        new("properties.dataCollectionRuleId", Arm.References.Missing, DataCollectionRuleResource.TypeName),
        new("properties.dataCollectionEndpointId", Arm.References.Missing, DataCollectionRuleResource.EndpointTypeName),
    ];

    public override void CheckPut(PutContext put)
    {
        if (put.Body.Text("properties.dataCollectionRuleId") is null
            && put.Body.Text("properties.dataCollectionEndpointId") is null)
            throw new ArmException(400, "InvalidPayload", "An association needs a data collection rule or an endpoint.",
                "properties");
    }
}
