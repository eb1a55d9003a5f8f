using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>A provider of a cloud, used the way the engine does: check, then create.</summary>
internal sealed class Provider(EmbeddedCloud cloud, string package = "azure-native")
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public IProvider Inner { get; } = cloud.Create(package, null) ?? throw new ArgumentException(package);

    public static PropertyMap Map(params (string Key, PropertyValue Value)[] members) =>
        new(members.Select(member => KeyValuePair.Create(member.Key, member.Value)));

    public static PropertyValue List(params PropertyValue[] items) => new PropertyValue.List([.. items]);

    public static string Text(PropertyValue value) => Assert.IsType<PropertyValue.Text>(value).Value;

    public static string Urn(string type, string name) => $"urn:pulumi:dev::mlops::{type}::{name}";

    public CheckResult Check(string type, string name, PropertyMap inputs, PropertyMap? old = null, bool isPreview = false) =>
        Wait(Inner.CheckAsync(new CheckRequest(Urn(type, name), type, name, old, inputs, isPreview,
            [.. System.Text.Encoding.UTF8.GetBytes(name)]), Token));

    public (ResourceState State, PropertyMap Inputs) Create(string type, string name, PropertyMap inputs)
    {
        var check = Check(type, name, inputs);
        Assert.Empty(check.Failures.Select(failure => $"{failure.Property}: {failure.Reason}"));
        return (Wait(Inner.CreateAsync(new CreateRequest(Urn(type, name), type, check.Inputs, null), Token)), check.Inputs);
    }

    public ProviderException Refused(string type, string name, PropertyMap inputs) =>
        Assert.Throws<ProviderException>(() => Create(type, name, inputs));

    public ResourceState Update(string type, string name, (ResourceState State, PropertyMap Inputs) old, PropertyMap inputs) =>
        Wait(Inner.UpdateAsync(new UpdateRequest(Urn(type, name), type, old.State.Id, old.Inputs, old.State.Outputs,
            Check(type, name, inputs, old.Inputs).Inputs, null), Token));

    public DiffResult Diff(string type, string name, (ResourceState State, PropertyMap Inputs) old, PropertyMap inputs) =>
        Wait(Inner.DiffAsync(new DiffRequest(Urn(type, name), type, old.State.Id, old.Inputs, old.State.Outputs,
            Check(type, name, inputs, old.Inputs).Inputs), Token));

    public ResourceState? Read(string type, string id) =>
        Wait(Inner.ReadAsync(new ReadRequest(Urn(type, "x"), type, id, PropertyMap.Empty, PropertyMap.Empty), Token));

    public void Delete(string type, ResourceState state) =>
        Inner.DeleteAsync(new DeleteRequest(Urn(type, "x"), type, state.Id, PropertyMap.Empty, state.Outputs, null), Token)
            .AsTask().GetAwaiter().GetResult();

    public InvokeResult Invoke(string token, PropertyMap arguments) =>
        Wait(Inner.InvokeAsync(new InvokeRequest(token, arguments), Token));

    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
}
