using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// What some types do over REST besides what holds for programs, too. A service that has any registers it; all else behaves as
/// the defaults here.
/// </summary>
internal class RestBehavior
{
    /// <summary>What Resource Manager itself does.</summary>
    public static RestBehavior Default { get; } = new();

    /// <summary>Whether it is for a type.</summary>
    /// <param name="type">The type.</param>
    public virtual bool Covers(ResourceType type) => false;

    /// <summary>The id that a PUT writes to. Default: the one of the request.</summary>
    /// <param name="id">The id of the request.</param>
    /// <param name="body">The body.</param>
    public virtual ResourceId WrittenId(ResourceId id, JsonObject body) => id;

    /// <summary>What follows from a PUT that was taken.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">What was written.</param>
    /// <param name="body">The body.</param>
    /// <param name="result">What came of it.</param>
    public virtual void AfterPut(ArmRequest request, ResourceId id, JsonObject body, PutResult result)
    {
    }

    /// <summary>
    /// What goes on after a PUT was answered: its operation runs until this has ended, with what went wrong. Null, the default,
    /// where nothing does.
    /// </summary>
    /// <param name="id">What was written.</param>
    public virtual Task<(string Code, string Message)?>? WorkOf(ResourceId id) => null;

    /// <summary>What a resource says of itself while a PUT of it goes on. Default: Creating, later Updating.</summary>
    /// <param name="id">What was written.</param>
    /// <param name="isNew">Whether it is new.</param>
    public virtual string StateOf(ResourceId id, bool isNew) => isNew ? "Creating" : "Updating";

    /// <summary>What the answer of a PUT shows of a resource. Default: all that a GET shows.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="shown">What a GET shows.</param>
    /// <param name="before">What a GET showed before; null if it is new.</param>
    public virtual JsonObject PutAnswer(ResourceId id, JsonObject shown, JsonObject? before) => shown;

    /// <summary>The status of a PUT that goes on. Default: 201 for what is new, else 200.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="isNew">Whether it is new.</param>
    public virtual int StatusOf(ResourceId id, bool isNew) => isNew ? 201 : 200;

    /// <summary>Adds headers to the answer of a PUT that made something, or goes on.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isRunning">Whether it goes on.</param>
    public virtual void WriteHeaders(ArmRequest request, bool isRunning)
    {
    }

    /// <summary>Comes before a GET.</summary>
    /// <param name="request">The request.</param>
    /// <param name="stored">The resource.</param>
    /// <returns>What is to be shown.</returns>
    public virtual Task<JsonObject> BeforeGetAsync(ArmRequest request, JsonObject stored) => Task.FromResult(stored);

    /// <summary>Adds what only REST shows of a resource.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">The resource.</param>
    /// <param name="shown">What is shown, to be changed.</param>
    public virtual void Show(RestRequest request, ResourceId id, JsonObject shown)
    {
    }

    /// <summary>Whether a list below a parent that is not there is empty. Default: it is refused.</summary>
    /// <param name="parent">The type of the parent.</param>
    public virtual bool ListsWithoutParent(ResourceType parent) => false;

    /// <summary>
    /// What the query parameters of a list leave; null, the default, where <see cref="Queries.ListFilters"/> say it.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="all">All of the list.</param>
    public virtual IReadOnlyList<JsonObject>? Filter(ArmRequest request, IReadOnlyList<JsonObject> all) => null;

    /// <summary>The 404 of the service itself; null where Resource Manager answers it.</summary>
    /// <param name="id">What there is not.</param>
    public virtual ArmException? NotFound(ResourceId id) => null;

    /// <summary>The body of an error that the service words in a form of its own; null for Resource Manager's form.</summary>
    /// <param name="response">The answer, for headers.</param>
    /// <param name="error">The error.</param>
    public virtual JsonObject? ErrorBody(HttpResponse response, ArmException error) => null;
}
