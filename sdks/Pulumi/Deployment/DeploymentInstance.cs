namespace Pulumi;

public sealed class DeploymentInstance
{
    internal DeploymentInstance(Deployment deployment) => Deployment = deployment;

    public string OrganizationName => Deployment.OrganizationName;

    public string ProjectName => Deployment.ProjectName;

    public string StackName => Deployment.StackName;

    public string RootDirectory => Deployment.RootDirectory;

    public bool IsDryRun => Deployment.IsDryRun;

    internal Deployment Deployment { get; }

    private FunctionCaller Functions => Deployment.Functions;

    public void RegisterInvokeTransform(InvokeTransform transform) => Deployment.RegisterInvokeTransform(transform);

    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        InvokeAsync<T>(token, args, options, null);

    public Task<T> InvokeAsync<T>(
        string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        Functions.InvokeAsync<T>(FunctionCall.Of(token, args, options, registerPackageRequest), single: false);

    public Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        InvokeSingleAsync<T>(token, args, options, null);

    public Task<T> InvokeSingleAsync<T>(
        string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        Functions.InvokeAsync<T>(FunctionCall.Of(token, args, options, registerPackageRequest), single: true);

    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null) =>
        InvokeAsync(token, args, options, null);

    public Task InvokeAsync(
        string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        InvokeAsync<object>(token, args, options, registerPackageRequest);

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        Invoke<T>(token, args, options, null);

    public Output<T> Invoke<T>(
        string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        Invoke<T>(FunctionCall.Of(token, args, options, registerPackageRequest), options, single: false);

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        Invoke<T>(token, args, options, null);

    public Output<T> Invoke<T>(
        string token, InvokeArgs args, InvokeOutputOptions options, RegisterPackageRequest? registerPackageRequest) =>
        Invoke<T>(FunctionCall.Of(token, args, options, registerPackageRequest), options, single: false);

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        InvokeSingle<T>(token, args, options, null);

    public Output<T> InvokeSingle<T>(
        string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        Invoke<T>(FunctionCall.Of(token, args, options, registerPackageRequest), options, single: true);

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        InvokeSingle<T>(token, args, options, null);

    public Output<T> InvokeSingle<T>(
        string token, InvokeArgs args, InvokeOutputOptions options, RegisterPackageRequest? registerPackageRequest) =>
        Invoke<T>(FunctionCall.Of(token, args, options, registerPackageRequest), options, single: true);

    public Output<T> Call<T>(string token, CallArgs args, Resource? self = null, CallOptions? options = null) =>
        Call<T>(token, args, self, options, null);

    public Output<T> Call<T>(
        string token, CallArgs args, Resource? self, CallOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        new(Functions.CallAsync<T>(FunctionCall.Of(token, args, options, registerPackageRequest), self));

    public void Call(string token, CallArgs args, Resource? self = null, CallOptions? options = null) =>
        Call(token, args, self, options, null);

    public void Call(
        string token, CallArgs args, Resource? self, CallOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        Call<object>(token, args, self, options, registerPackageRequest);

    private Output<T> Invoke<T>(FunctionCall call, InvokeOptions? options, bool single) =>
        new(Functions.InvokeOutputAsync<T>(call, (options as InvokeOutputOptions)?.DependsOn, single));
}
