using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Review.Changes;

/// <summary>
/// Values that others than the program set on its resources: releases, publishing. An update writes a resource as a whole, and
/// what the program does not hold is gone with it: <c>ignoreChanges</c> keeps an old input, and there is none, unless a refresh
/// brought it. Of a container group there is one, of the first deployment: an update, and a replacement, write that back.
/// </summary>
public static class ValuesOfOthers
{
    private const string ContainerGroup = "azure-native:containerinstance:ContainerGroup";
    private const string ReleasedImage = "containers[0].image";

    private static readonly Dictionary<string, (string Path, string What, string Who)[]> ByType = new()
    {
        ["azure-native:machinelearningservices:OnlineEndpoint"] =
        [
            ("properties.traffic", "which deployment gets which part of the traffic", "releases"),
            ("properties.mirrorTraffic", "which deployment gets a copy of the traffic", "releases"),
        ],
        ["azure-native:machinelearningservices:BatchEndpoint"] =
        [
            ("properties.defaults", "which deployment is the default", "publishing"),
            ("properties.description", "the description", "publishing"),
        ],
    };

    /// <summary>Types that have such values.</summary>
    public static IReadOnlyCollection<string> Types => ByType.Keys;

    /// <summary>The properties of a type that others set.</summary>
    /// <param name="type">The type token.</param>
    public static IReadOnlyList<string> Of(string type) => [.. ByType.GetValueOrDefault(type, []).Select(value => value.Path)];

    /// <summary>What an update would take away.</summary>
    /// <param name="step">A step of a preview.</param>
    public static IEnumerable<PlanFinding> LostBy(ResourceStep step)
    {
        if (step is { IsCustom: true, Type: ContainerGroup, Operation: StepOperation.Update or StepOperation.Replace })
            yield return ImageOf(step);
        if (step is not { IsCustom: true, Operation: StepOperation.Update, NewInputs: { } now }
            || !ByType.TryGetValue(step.Type, out var values)) yield break;
        foreach (var (path, what, who) in values.Where(value => PropertyPath.Parse(value.Path).Get(now) is null))
        {
            yield return new PlanFinding(PlanFindingKind.ValueLost, step.Urn, step.Type, path,
                $"{path} of {Text.Names.OfType(step.Type)} {step.Name}: {what} is set by {who}, and the update writes the "
                + "endpoint without it. Refresh the stack first (pulumi up --refresh, mlops local refresh), so that what is "
                + "there now is sent along.");
        }
    }

    private static PlanFinding ImageOf(ResourceStep step)
    {
        var how = step.Operation == StepOperation.Update ? "update writes" : "new one begins with";
        return new PlanFinding(PlanFindingKind.ValueLost, step.Urn, step.Type, ReleasedImage,
            $"{ReleasedImage} of {Text.Names.OfType(step.Type)} {step.Name}: image and variables are set by releases, and the "
                + $"{how} what the state has of them: those of the first deployment. Release again afterwards "
                + "(mlops release STACK).");
    }
}
