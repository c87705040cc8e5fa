import { type ClassType, createParameterDecorator, type MiddlewareFn, UseMiddleware } from 'type-graphql';

/**
 * An argument as plain data. type-graphql makes instances of input classes, field by field at each level; for the thousands
 * of items of a bulk request this takes longer than reading them. So the argument is put aside before type-graphql
 * comes to it, and given to the method as it is.
 */
export function PlainArg(
  name: string,
  type: () => ClassType,
  { description }: { readonly description: string },
): ParameterDecorator {
  const aside = new WeakMap<object, unknown>();
  const putAside: MiddlewareFn = ({ args }, next) => {
    aside.set(args, args[name]);
    // Not deleted: an object without its only property becomes a slow one.
    args[name] = undefined;
    return next();
  };
  return (prototype, method = '', index) => {
    UseMiddleware(putAside)(prototype, method, {});
    createParameterDecorator(({ args }) => aside.get(args), {
      arg: { name, typeFunc: type, options: { description } },
    })(prototype, method, index);
  };
}
