using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Tests.Rest.Contract;

/// <summary>A type with how it answers over REST, and without a rule about what it is asked for.</summary>
/// <param name="real">The type as it is.</param>
internal sealed class SchemaOnly(AzureResource real) : AzureResource(real.Type)
{
    public override LongRunningStyle? LongRunning { get; init; } = real.LongRunning;

    public override LongRunningStyle? LongRunningDelete => real.LongRunningDelete;

    public override CreatedBy CreatedBy { get; init; } = real.CreatedBy;

    public override string? DefaultBody { get; init; } = real.DefaultBody;
}
