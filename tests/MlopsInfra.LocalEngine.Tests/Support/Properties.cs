using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Tests.Support;

/// <summary>Short forms for tests.</summary>
internal static class Properties
{
    public static PropertyMap Of(params (string Key, PropertyValue Value)[] members) =>
        new(members.Select(member => KeyValuePair.Create(member.Key, member.Value)));

    public static PropertyValue.Secret Secret(PropertyValue value) => new(value);

    public static string? Text(this PropertyMap map, string key) =>
        (map.GetValueOrDefault(key)?.WithoutSecretMark as PropertyValue.Text)?.Value;

    /// <summary>The steps of custom resources and components without the stack, as <c>Create name</c>, sorted.</summary>
    public static IEnumerable<string> Changes(this DeploymentResult result) =>
        result.Steps.Where(step => step.Type != "pulumi:pulumi:Stack" && step.Operation != StepOperation.Same)
            .Select(step => $"{step.Operation} {step.Name}{(step.Error is null ? "" : " failed")}").Order(StringComparer.Ordinal);
}
