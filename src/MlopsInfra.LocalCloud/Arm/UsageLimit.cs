using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>How many resources of a type a subscription may have in a region ("Azure subscription and service limits").</summary>
/// <param name="Type">The type.</param>
/// <param name="Name">What the service calls it, as in <c>VirtualNetworks</c>.</param>
/// <param name="Shown">The same for people, as in <c>Virtual Networks</c>.</param>
/// <param name="Limit">How many.</param>
internal sealed record UsageLimit(ResourceType Type, string Name, string Shown, int Limit);
