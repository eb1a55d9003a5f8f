namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>One thing wrong with a body, in Azure's words.</summary>
/// <param name="Code">Azure's error code.</param>
/// <param name="Message">Azure's message.</param>
/// <param name="Target">The path in the ARM body, as in <c>properties.networkAcls.bypass</c>.</param>
/// <param name="Property">The same in a Pulumi program's names, as in <c>networkRuleSet.bypass</c>.</param>
internal sealed record BodyError(string Code, string Message, string Target, string Property);
