using System.Collections.Immutable;
using MlopsInfra.LocalEngine.Configuration;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>
/// For previews that lack something: the key of an export's secrets, or the cloud itself. What looks like a change there, and
/// only because of what is lacking, is set apart. It is no update, and no removal; whether there is one can't be told.
/// </summary>
/// <param name="Kept">The changes that are some.</param>
/// <param name="SetApart">What can't be compared.</param>
internal sealed record UncomparedChanges(ImmutableArray<PropertyDifference> Kept, ImmutableArray<UncomparedProperty> SetApart)
{
    /// <summary>Sets apart.</summary>
    /// <param name="run">The deployment.</param>
    /// <param name="goal">What the program wants.</param>
    /// <param name="changes">All that differs, property by property.</param>
    public static UncomparedChanges Of(DeploymentRun run, ResourceGoal goal, IEnumerable<PropertyDifference> changes)
    {
        var (kept, setApart) =
            (ImmutableArray.CreateBuilder<PropertyDifference>(), ImmutableArray.CreateBuilder<UncomparedProperty>());
        foreach (var change in changes)
        {
            var found = new List<UncomparedProperty>();
            if (run.IsPreview && Explain(run, goal, change.Path, change.Old, change.New, found)) setApart.AddRange(found);
            else kept.Add(change);
        }

        return new UncomparedChanges(kept.ToImmutable(), setApart.ToImmutable());
    }

    /// <summary>The old values with the new one wherever the old one is a secret that can't be read.</summary>
    /// <param name="before">The old values.</param>
    /// <param name="now">The new ones.</param>
    public static PropertyMap AssumeUnchanged(PropertyMap before, PropertyMap now) =>
        new(before.Select(member => KeyValuePair.Create(
        member.Key, IsUnreadable(member.Value) && now.TryGetValue(member.Key, out var value) ? value : member.Value)));

    /// <summary>
    /// Whether all that differs between two values only seems to; what it is is added to <paramref name="found"/>.
    /// </summary>
    private static bool Explain(DeploymentRun run, ResourceGoal goal, string path, PropertyValue? before, PropertyValue? now,
        List<UncomparedProperty> found)
    {
        // What comes or goes as a whole is a change, whatever its value.
        if (before is null || now is null) return false;
        var (old, plain) = (before.WithoutSecretMark, now.WithoutSecretMark);
        if (old.Equals(plain) && !plain.ContainsUnknowns) return true;
        if (!IsUnreadable(before))
        {
            // A provider may tell of an object or a list as a whole: it is inside of it that the reasons are.
            if (old is PropertyValue.Obj { Members: var was } && plain is PropertyValue.Obj { Members: var members })
            {
                // What a provider notes among its inputs is no property.
                return was.Keys.Union(members.Keys).Where(key => !ReservedKeys.IsReserved(key)).All(key =>
                    Explain(run, goal, PropertyPath.Append(path, key), was.GetValueOrDefault(key), members.GetValueOrDefault(key),
                        found));
            }

            if (old is PropertyValue.List { Items: var items } && plain is PropertyValue.List { Items: var newItems }
                && items.Length == newItems.Length)
                return Enumerable.Range(0, items.Length)
                    .All(i => Explain(run, goal, $"{path}[{i}]", items[i], newItems[i], found));
        }

        if (ReasonOf(run, goal, path, before, now) is not { } reason) return false;
        found.Add(new UncomparedProperty(path, reason));
        return true;
    }

    private static UncomparedReason? ReasonOf(DeploymentRun run, ResourceGoal goal, string path, PropertyValue before,
        PropertyValue now)
    {
        if (IsUnreadable(before)) return UncomparedReason.OldSecretUnreadable;
        if (run.Setup.Configuration.HasPlaceholders && HasPlaceholder(now)) return UncomparedReason.NewSecretUnreadable;
        return run.LacksValues && now.ContainsUnknowns && !ComesFromSomethingNew(run, goal, path)
            ? UncomparedReason.CloudOutOfReach : null;
    }

    private static bool IsUnreadable(PropertyValue value) => value is PropertyValue.Secret { Value: PropertyValue.UnknownValue };

    private static bool HasPlaceholder(PropertyValue value) => value.WithoutSecretMark switch
    {
        PropertyValue.Text text => text.Value.Contains(EncryptedValues.Placeholder, StringComparison.Ordinal),
        PropertyValue.Obj obj => obj.Members.Values.Any(HasPlaceholder),
        PropertyValue.List list => list.Items.Any(HasPlaceholder),
        PropertyValue.Output { Value: { } inner } => HasPlaceholder(inner),
        _ => false,
    };

    // What a resource gives that does not exist yet is unknown to everybody before the deployment: that is a change.
    private static bool ComesFromSomethingNew(DeploymentRun run, ResourceGoal goal, string path)
    {
        var key = PropertyPath.Parse(path).Segments[0];
        return goal.PropertyDependencies.TryGetValue(key, out var urns)
            && urns.Any(urn => run.Resources.Find(urn) is { Goal.Custom: true,
                Outcome: null or { WasReplaced: true } or { Id: null } });
    }
}
